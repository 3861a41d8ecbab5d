import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { addressesOf } from '../aws/addresses.js';
import { checkPortalUrl } from '../aws/portal-url.js';
import { parseBoundedJson } from '../basics/bounded-json.js';
import { stateFolder } from '../engine/state-file.js';
import { toldSchemas } from '../procedure/facts.js';
import type { AwsSession } from './aws-session.js';

/** Where people begin, and whether that is known or only AWS's default. */
export interface Portal {
  readonly url: string;
  readonly derived: boolean;
}

/**
 * The access portal of the instance: the one that was named, the one that a set-up on this machine
 * remembers, or the default address, since AWS has no API that tells an alias.
 * @throws ExpectedError (`usage`) when the named one is another instance's
 */
export async function portalOf({ settings, instance }: AwsSession): Promise<Portal> {
  const { arn, primaryRegion: region, identityStoreId } = instance;
  const identifiers = { region, identityStoreId, instanceArn: arn };
  const { portalUrl, state } = settings.values;
  if (portalUrl !== undefined) {
    return { url: checkPortalUrl(portalUrl, identifiers).url, derived: false };
  }
  const paths = state === undefined ? await statesOf(instance.id) : [state];
  for (const path of paths) {
    const url = await rememberedIn(path, instance.id);
    if (url !== undefined) return { url, derived: false };
  }
  return { url: addressesOf(identifiers).portalUrls.classic, derived: true };
}

/** Every set-up that points at this instance, whatever its authentik is. */
async function statesOf(instanceId: string): Promise<string[]> {
  const names = await readdir(stateFolder()).catch(() => []);
  return names
    .filter((name) => name.endsWith(`--${instanceId}.json`))
    .map((name) => join(stateFolder(), name));
}

/** What of a state file is looked for, in any of its versions. */
const rememberedSchema = z.object({
  format: z.literal('authentik-aws/state'),
  target: z.object({ instance: z.string() }),
  told: z.object({ accessPortal: z.object({ value: toldSchemas.accessPortal }) }),
});

/** A file that is not there or not usable remembers nothing. */
async function rememberedIn(path: string, instanceId: string): Promise<string | undefined> {
  try {
    const state = rememberedSchema.parse(parseBoundedJson(await readFile(path, 'utf8')));
    if (state.target.instance !== instanceId) return undefined;
    return state.told.accessPortal.value.url;
  } catch {
    return undefined;
  }
}
