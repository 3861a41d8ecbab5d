import { findRegion } from '../aws/find-region.js';
import { hasCredentials } from '../aws/has-credentials.js';
import { type AnyInput, inputOf } from '../settings/inputs.js';
import { missingError, missingToLook } from '../settings/missing.js';
import { originLine } from '../settings/origins.js';
import { type Settings, withAnswer, withTypedAnswer } from '../settings/settings.js';
import type { Ask } from '../terminal/ask.js';
import type { Desk } from './desk.js';

/**
 * Brings together what is needed to look at both systems: from AWS's own configuration, and from
 * the person at the terminal.
 * @param missingIn what a command cannot do without, where that is something else
 * @throws ExpectedError (`usage`) listing all that is missing when nobody can be asked
 */
export async function completeSettings(
  { settings, terminal, ask }: Desk,
  missingIn: (settings: Settings) => readonly AnyInput[] = missingToLook,
): Promise<Settings> {
  let complete = await withRegion(settings);
  if (complete !== settings)
    terminal.debug(terminal.clean(originLine(complete, inputOf('region'))));
  const missing = missingIn(complete);
  if (missing.length === 0) return complete;
  if (terminal.whyNotAsk !== undefined) {
    // Without credentials alone, AWS's own error says more than a list of one.
    const withoutAwsCredentials = !(await hasCredentials(settings.values.profile));
    throw missingError(missing, { why: terminal.whyNotAsk, withoutAwsCredentials });
  }
  // What is missing may depend on an answer.
  for (let [input] = missing; input !== undefined; [input] = missingIn(complete)) {
    complete = await answered(complete, input, ask);
    terminal.debug(terminal.clean(originLine(complete, input)));
  }
  return complete;
}

async function answered(settings: Settings, input: AnyInput, ask: Ask): Promise<Settings> {
  const question = {
    message: input.question ?? input.about,
    where: input.where,
    read: (text: string) => withTypedAnswer(settings, input, text),
  };
  return input.kind === 'secret' ? ask.secret(question) : ask.text(question);
}

/** Settings with the Region of the AWS profile, where nothing else names one. */
export async function withRegion(settings: Settings): Promise<Settings> {
  if (settings.values.region !== undefined) return settings;
  const region = await findRegion(settings.values.profile);
  return region === undefined ? settings : withAnswer(settings, 'region', region, 'AWS profile');
}
