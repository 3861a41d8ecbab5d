import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Row, type Stage, stateOf } from '../../commands/stage.js';
import { namesOn } from './names.js';

/** One part of a census: each thing as a line of JSON, in which names stand for keys and times. */
type Lines = readonly string[];

/**
 * All that a run can leave behind, comparable between two stages: equal censuses mean that nothing
 * is there twice, nothing is missing and nothing was forgotten half-made.
 */
export interface Census {
  /** Of each kind every object with every field that the API shows. */
  readonly authentik: Readonly<Record<string, Lines>>;
  readonly aws: Readonly<Record<string, Lines>>;
  /** How many access tokens AWS keeps. */
  readonly accessTokens: number;
  /** What the state file remembers; how often it was saved, and so its serial, may differ. */
  readonly state: Lines;
  /** The names of the files beside it and below, and what is in those for the console. */
  readonly files: Lines;
}

/** authentik's lists of all that the program makes or changes there. */
const LISTS = {
  'key pairs': '/crypto/certificatekeypairs/',
  'SAML providers': '/providers/saml/',
  'SCIM providers': '/providers/scim/',
  applications: '/core/applications/?superuser_full_list=true',
  bindings: '/policies/bindings/',
  'SAML mappings': '/propertymappings/provider/saml/',
  'SCIM mappings': '/propertymappings/provider/scim/',
  groups: '/core/groups/',
  users: '/core/users/',
  tokens: '/core/tokens/',
} as const;

/** Counts both systems and the files. To be called when authentik's worker is idle. */
export async function takeCensus(stage: Stage): Promise<Census> {
  const kinds = Object.entries(LISTS);
  const found = await Promise.all(kinds.map(([, path]) => everything(stage, path)));
  const rows = Object.fromEntries(kinds.map(([kind], index) => [kind, found[index] ?? []]));
  const flows = await everything(stage, '/flows/instances/');
  const inWords = namesOn(stage, { ...rows, flows });
  const lines = (things: readonly unknown[]) => things.map(inWords).sort();
  const { directory, identitySource, access, provisioning } = stage.instance;
  return {
    authentik: Object.fromEntries(kinds.map(([kind]) => [kind, lines(rows[kind] ?? [])])),
    aws: {
      users: lines(directory.users.all()),
      groups: lines(directory.groups.all()),
      memberships: lines(directory.memberships.all()),
      'identity source': lines([identitySource]),
      'permission sets': lines(access.permissionSets),
      assignments: lines(access.assignments),
    },
    accessTokens: provisioning?.tokens.length ?? 0,
    state: remembered(stateOf(stage)).map(inWords).sort(),
    files: filesAt(stage).map(inWords).sort(),
  };
}

async function everything(stage: Stage, path: string): Promise<Row[]> {
  const query = path.includes('?') ? '&page_size=100' : '?page_size=100';
  return stage.list(path + query);
}

function remembered(state: Row | undefined): unknown[] {
  if (!state) return [];
  const { things, told, left, serial: _saves, ...rest } = state;
  return [rest, things, told, left].flatMap((part) => Object.entries(Object(part)));
}

/** Not counted: what passes through the folder for temporary files, and the backup of the state. */
function filesAt({ folder, metadataPath }: Stage): unknown[] {
  const output = dirname(metadataPath);
  const beside = readdirSync(folder).filter(
    (name) => !['tmp', 'files', 'state.json.backup'].includes(name),
  );
  const written = existsSync(output) ? readdirSync(output) : [];
  return [...beside, ...written.map((name) => [name, readFileSync(join(output, name), 'utf8')])];
}

/** What differs between two censuses, a line for each difference. */
export function differences(expected: Census, actual: Census): string[] {
  const [wanted, found] = [flat(expected), flat(actual)];
  return [
    ...without(wanted, found).map((line) => `missing: ${line}`),
    ...without(found, wanted).map((line) => `too much: ${line}`),
  ];
}

function flat({ authentik, aws, accessTokens, state, files }: Census): string[] {
  const parts = { ...authentik, ...aws, state, files, 'access tokens': [String(accessTokens)] };
  return Object.entries(parts).flatMap(([part, lines]) => lines.map((line) => `${part}: ${line}`));
}

/** The lines of one list that another has not as often. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const rest = [...others];
  return lines.filter((line) => {
    const place = rest.indexOf(line);
    if (place >= 0) rest.splice(place, 1);
    return place < 0;
  });
}
