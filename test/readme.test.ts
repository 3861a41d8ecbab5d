import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Operation, rights, rightsFor } from '../src/authentik/rights.js';
import {
  grantPolicy,
  type IamPolicy,
  lookPolicy,
  managementAccountActions,
  reconcilePolicy,
} from '../src/aws/iam-policy.js';
import { exitCodes } from '../src/basics/exit-codes.js';
import { procedure } from '../src/procedure/index.js';
import { stepsMarkdown } from '../src/terminal/steps-view.js';

const README = new URL('../README.md', import.meta.url);

const operations = Object.keys(rights).filter((name): name is Operation => name in rights);
const forUndo = /^delete /;
const forProvisioning = /SCIM|sync|schedule|task|try a property mapping/;
const forSetUp = operations.filter((operation) => !forUndo.test(operation));

function permissions(of: readonly Operation[]): string {
  const all = new Set(of.flatMap((operation) => [...rightsFor(operation, undefined)]));
  return ['```', ...[...all].sort(), '```'].join('\n');
}

function json(policy: IamPolicy): string {
  return ['```json', JSON.stringify(policy, null, 2), '```'].join('\n');
}

/** What stands between `<!-- name -->` and `<!-- /name -->`, made from the code. */
const sections: Readonly<Record<string, string>> = {
  steps: stepsMarkdown(procedure({ withScim: true })),
  'exit-codes': [
    '| code | means |',
    '| --- | --- |',
    ...Object.values(exitCodes).map(({ code, means }) => `| ${code} | ${means} |`),
  ].join('\n'),
  rights: [
    'For SAML:',
    '',
    permissions(forSetUp.filter((operation) => !forProvisioning.test(operation))),
    '',
    'For SCIM besides:',
    '',
    permissions(forSetUp.filter((operation) => forProvisioning.test(operation))),
    '',
    'To undo:',
    '',
    permissions(operations.filter((operation) => forUndo.test(operation))),
  ].join('\n'),
  policy: json(lookPolicy),
  'grant-policy': json(grantPolicy),
  'management-account-actions': ['```', ...managementAccountActions, '```'].join('\n'),
  'reconcile-policy': json(reconcilePolicy),
};

function withSections(text: string): string {
  return Object.entries(sections).reduce((readme, [name, content]) => {
    const marked = new RegExp(`<!-- ${name} -->[^]*?<!-- /${name} -->`);
    expect(readme, `README has a section ${name}`).toMatch(marked);
    return readme.replace(marked, `<!-- ${name} -->\n\n${content}\n\n<!-- /${name} -->`);
  }, text);
}

test('README says what the code says; write it anew with vitest --update', async () => {
  const readme = withSections(readFileSync(README, 'utf8'));
  await expect(readme).toMatchFileSnapshot('../README.md');
});

test('every test that the README names is there', () => {
  const named = readFileSync(README, 'utf8').matchAll(/`(test\/[^`\s]+)`/g);
  const paths = [...named].flatMap(([, path]) => path ?? []);
  expect(paths.length).toBeGreaterThan(20);
  const root = fileURLToPath(new URL('..', import.meta.url));
  const all = readdirSync(new URL('.', import.meta.url), { recursive: true, encoding: 'utf8' });
  const files = all.map((file) => join('test', file));
  const missing = paths.filter((path) => {
    const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`);
    return !existsSync(join(root, path)) && !files.some((file) => pattern.test(file));
  });
  expect(missing).toEqual([]);
});
