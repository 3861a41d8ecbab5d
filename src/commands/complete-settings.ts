import { findRegion } from '../aws/find-region.js';
import { hasCredentials } from '../aws/has-credentials.js';
import { missingError, missingToLook } from '../settings/missing.js';
import { type Settings, withAnswer, withTypedAnswer } from '../settings/settings.js';
import type { Desk } from './desk.js';

/**
 * Brings together what is needed to look at both systems: from AWS's own configuration, and from
 * the person at the terminal.
 * @throws ExpectedError (`usage`) listing all that is missing when nobody can be asked
 */
export async function completeSettings({ settings, terminal, ask }: Desk): Promise<Settings> {
  let complete = await withRegion(settings);
  const missing = missingToLook(complete);
  if (missing.length === 0) return complete;
  if (terminal.whyNotAsk !== undefined) {
    // Without credentials alone, AWS's own error says more than a list of one.
    const withoutAwsCredentials = !(await hasCredentials(settings.values.profile));
    throw missingError(missing, { why: terminal.whyNotAsk, withoutAwsCredentials });
  }
  for (const input of missing) {
    const question = {
      message: input.question ?? input.about,
      where: input.where,
      read: (text: string) => withTypedAnswer(complete, input, text),
    };
    complete = input.kind === 'secret' ? await ask.secret(question) : await ask.text(question);
  }
  return complete;
}

/** Settings with the Region of the AWS profile, where nothing else names one. */
export async function withRegion(settings: Settings): Promise<Settings> {
  if (settings.values.region !== undefined) return settings;
  const region = await findRegion(settings.values.profile);
  return region === undefined ? settings : withAnswer(settings, 'region', region, 'AWS profile');
}
