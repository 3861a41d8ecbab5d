import { afterAll, describe, expect, test } from 'vitest';
import { type Operation, rights, rightsFor } from '../../src/authentik/rights.js';
import { parseRelease } from '../../src/authentik/version.js';
import { oneLine } from '../commands/run-program.js';
import { rightCases } from './cases/rights.js';
import { countTried, endure, expectMessage, expectWhole, stageWith } from './under-fault.js';

const releases = ['2023.10.7', '2024.8.6', '2025.4.4', '2025.10.4', '2026.2.2'];

/**
 * A new set-up changes none of these objects and deletes nothing, and the log of a sync is only shown
 * when it fails.
 */
const notUsed = new Set([
  'authentik_providers_saml.change_samlprovider',
  'authentik_providers_scim.change_scimmapping',
  'authentik_core.delete_application',
  'authentik_crypto.delete_certificatekeypair',
  'authentik_policies.delete_policybinding',
  'authentik_providers_saml.delete_samlprovider',
  'authentik_providers_scim.delete_scimmapping',
  'authentik_providers_scim.delete_scimprovider',
  'authentik_crypto.view_certificatekeypair_certificate',
  'authentik_events.view_systemtask',
  'authentik_tasks_schedules.view_schedule',
  'authentik_tasks.view_task',
]);

/** What these are for only confirms: the run goes on and tells what it did not look at. */
const confirming = new Set([
  'authentik_core.preview_user',
  'authentik_core.view_propertymapping',
  'authentik_core.add_propertymapping',
]);

const tried = countTried('missing rights tried');
afterAll(tried.print);

function allRights(release: string): string[] {
  const operations = Object.keys(rights).filter((name): name is Operation => name in rights);
  return [...new Set(operations.flatMap((name) => rightsFor(name, parseRelease(release))))];
}

describe.each(releases)('authentik %s:', (release) => {
  const all = allRights(release);

  test('the rights that are named suffice for a whole run', async () => {
    const { stage, setUp } = await stageWith([], { authentik: { release } });
    const { code, stderr } = await setUp([], { AUTHENTIK_TOKEN: stage.authentik.tokenWith(all) });
    expect(code, stderr).toBe(0);
    await expectWhole(stage);
  });

  test.each(all)('a token without %s is told so', async (missing) => {
    const { stage, setUp } = await stageWith([], { authentik: { release } });
    const token = stage.authentik.tokenWith(all.filter((right) => right !== missing));
    const { code, stderr } = await setUp([], { AUTHENTIK_TOKEN: token });
    const told = oneLine(stderr);
    const named = new RegExp(`"(?:Can|View) [^"]+" \\(${missing}\\)`);
    const goesOn = notUsed.has(missing) || confirming.has(missing);
    expect(code, stderr).toBe(goesOn ? 0 : 4);
    if (!goesOn) expectMessage(stderr);
    // On 2023.10 the one is not asked for anybody else, and the other takes an administrator.
    const isNamed = !goesOn || (confirming.has(missing) && release !== '2023.10.7');
    if (isNamed) expect(told).toMatch(named);
    expect(told).not.toContain(token);
    const second = await setUp();
    expect(second.code, second.stderr).toBe(0);
    await expectWhole(stage);
    tried.count();
  });
});

test.each(rightCases)('$fault is told, and the next run finishes', async (one) => {
  await endure(one);
  tried.count();
});
