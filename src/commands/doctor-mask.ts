import { homedir, hostname } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { createMask } from '../doctor/mask.js';
import type { NamesHeard } from '../doctor/names-heard.js';
import type { Settings } from '../settings/settings.js';
import type { Desk } from './desk.js';

/** What was met in a run that others should not see. */
interface Met {
  readonly heard: NamesHeard;
  /** The state file; undefined where it is not known which one it would be. */
  readonly statePath: string | undefined;
}

/** Masks what this run was given and what it met of whose set-up it is. */
export function maskOf(
  { world: { env, cwd } }: Desk,
  { values, sources }: Settings,
  { heard, statePath }: Met,
): (text: string) => string {
  const chosen = (
    ['application', 'applicationName', 'providerName', 'certificate', 'profile'] as const
  )
    .filter((key) => sources[key] !== 'default')
    .flatMap((key) => values[key] ?? []);
  const files = (['state', 'outputDir', 'spMetadata'] as const)
    .filter((key) => sources[key] !== 'default')
    .flatMap((key) => values[key] ?? []);
  const urls = [values.authentikUrl, env.AWS_ENDPOINT_URL, env.HTTPS_PROXY, env.https_proxy];
  const named = {
    host: [...urls.flatMap(hostsIn), hostname()],
    email: heard.emails,
    user: heard.users,
    group: [...heard.groups, ...(values.groups ?? [])],
    name: [...heard.names, ...chosen],
    path: [
      ...files.flatMap((file) => [file, ...withFoldersAbove(resolve(cwd, file))]),
      // In its own place it is called after the two systems.
      ...(statePath === undefined ? [] : [basename(statePath, '.json')]),
    ],
  };
  return createMask(named, homedir());
}

function hostsIn(url: string | undefined): string[] {
  if (url === undefined || !URL.canParse(url)) return [];
  const { host, hostname: name } = new URL(url);
  return [host, name];
}

/** A path and the folders above it, as far as they are not the home directory or the like of `/etc`. */
function withFoldersAbove(path: string): string[] {
  const above = dirname(path);
  const isCommon = above === dirname(above) || dirname(above) === dirname(dirname(above));
  if (isCommon || homedir().startsWith(above)) return [path];
  return [path, ...withFoldersAbove(above)];
}
