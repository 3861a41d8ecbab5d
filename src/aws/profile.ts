import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ExpectedError } from '../basics/errors.js';

/**
 * Refuses a profile that stands in neither of AWS's files. The SDK would only say later that it
 * found no credentials, or no Region.
 *
 * @throws ExpectedError with the profiles there are.
 */
export async function checkProfile(
  profile: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  // The default profile may be missing: a machine's own role needs no file.
  if (profile === 'default') return;
  const files = profileFiles(environment);
  const names = (await Promise.all(files.map(profilesIn))).flat();
  if (names.includes(profile)) return;
  const there = [...new Set(names)].sort();
  throw new ExpectedError({
    what: `There is no AWS profile "${profile}"`,
    why: `Looked in ${files.join(' and ')}.`,
    next: [
      there.length === 0 ? 'No profile is there yet.' : `There are: ${there.join(', ')}.`,
      `Make it: aws configure sso --profile ${profile}`,
    ],
    exit: 'usage',
  });
}

function profileFiles(environment: NodeJS.ProcessEnv): string[] {
  const folder = join(environment.HOME ?? homedir(), '.aws');
  return [
    environment.AWS_CONFIG_FILE ?? join(folder, 'config'),
    environment.AWS_SHARED_CREDENTIALS_FILE ?? join(folder, 'credentials'),
  ];
}

/** The names in section headers: `[profile NAME]` in one file, `[NAME]` in the other. */
async function profilesIn(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return [...text.matchAll(/^\s*\[\s*(?:profile\s+)?"?([^\]"]+?)"?\s*\]/gm)]
    .map((match) => match[1] ?? '')
    .filter((name) => !/^(?:sso-session|services)\s/.test(name));
}
