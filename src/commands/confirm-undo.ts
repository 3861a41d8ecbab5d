import { ExpectedError } from '../basics/errors.js';
import type { Wanted } from '../upkeep/undo/facts.js';
import { UNDOING } from '../upkeep/undo/forget.js';
import { rememberReverted } from '../upkeep/undo/identity-source-back.js';
import { rememberDisabled } from '../upkeep/undo/provisioning-off.js';
import type { Acting } from './acting.js';

/**
 * The consent to take a set-up apart: the slug of the application, typed at the terminal or brought
 * by a flag. From then on it is remembered which application it was, and what was said of AWS.
 * @throws ExpectedError (`usage`) when nobody can be asked and nothing was brought
 */
export async function confirmUndo(acting: Acting, wanted: Wanted): Promise<boolean> {
  const { memory } = acting.session;
  if (!(await agrees(acting, wanted.slug))) {
    acting.desk.terminal.say('Nothing was changed.');
    return false;
  }
  if (memory.recall(UNDOING)?.value !== wanted.slug) await memory.remember(UNDOING, wanted.slug);
  if (wanted.identitySourceReverted) await rememberReverted(memory);
  if (wanted.provisioningDisabled) await rememberDisabled(memory);
  return true;
}

async function agrees({ desk, session }: Acting, slug: string): Promise<boolean> {
  // A name that was brought has been compared before anything was looked at.
  if (session.settings.values.confirm !== undefined) return true;
  const { terminal, ask } = desk;
  if (terminal.whyNotAsk === undefined) return ask.typeWord(slug);
  throw new ExpectedError({
    what: 'Nobody confirmed that this is to be taken apart',
    why: `Nobody can be asked (${terminal.whyNotAsk}), and --yes does not imply it. Nothing was changed.`,
    next: `Once you agree with the plan, run the same command again with --confirm ${slug}`,
    exit: 'usage',
  });
}
