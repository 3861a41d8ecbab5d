import { ExpectedError } from '../basics/errors.js';
import type { Change } from '../engine/change.js';
import type { Permission } from '../engine/run.js';
import type { StepPlan } from '../engine/step.js';
import { changeLines } from '../terminal/change-lines.js';
import type { Desk } from './desk.js';

const FLAG = '--accept-adopted-changes';

const OTHER_NAMES =
  'To leave them alone, choose other names with --application SLUG and --provider-name NAME.';

/** The consent to alter what this tool did not make; it holds for the objects that it names. */
export interface ForeignConsent {
  /**
   * Asks for it before anything is begun.
   * @param otherwise what there is to do, or to know, instead of agreeing
   * @throws ExpectedError (`waiting`) when nobody can be asked; nothing was changed then
   */
  ask(changes: readonly Change[], otherwise?: string): Promise<boolean>;
  /** Asks for it in the middle of a run, for what could not be foreseen. */
  permit(planned: Pick<StepPlan<unknown>, 'changes'>): Promise<Permission>;
}

/**
 * What an administrator made beside this tool, or before it, is altered only when somebody agrees
 * to just that: `--yes` does not imply it.
 * @param agreed what was agreed to already, as a plan that was kept and is carried out now
 */
export function foreignConsent(
  { settings, terminal, ask }: Pick<Desk, 'settings' | 'terminal' | 'ask'>,
  agreed: readonly Change[] = [],
): ForeignConsent {
  const objects = new Set(agreed.map(objectOf));
  const open = (changes: readonly Change[]) =>
    settings.values.acceptAdoptedChanges
      ? []
      : changes.filter((change) => change.foreign && !objects.has(objectOf(change)));
  const askAtTerminal = async (changes: readonly Change[]) => {
    const lines = changes.flatMap((change) => changeLines(change, terminal, '  '));
    terminal.insist(['', ...lines].join('\n'));
    const yes = await ask.yesNo({ message: 'Change what somebody else made?', propose: false });
    if (yes) for (const change of changes) objects.add(objectOf(change));
    return yes;
  };
  return {
    async ask(changes, otherwise = OTHER_NAMES) {
      const left = open(changes);
      if (left.length === 0) return true;
      if (!terminal.canAsk) throw nobodyAgreed(left, otherwise);
      if (await askAtTerminal(left)) return true;
      terminal.say('Nothing was changed.');
      return false;
    },
    async permit({ changes }) {
      const left = open(changes);
      if (left.length === 0) return { kind: 'granted' };
      if (!terminal.canAsk) return { kind: 'waiting', waiting: waitingFor(left) };
      if (await askAtTerminal(left)) return { kind: 'granted' };
      return { kind: 'declined', why: 'what somebody else made is left as it is' };
    },
  };
}

function objectOf({ of, object }: Change): string {
  return of ?? object;
}

/** An object, and in brackets what would become of its fields. */
function inWords({ object, fields = [] }: Change): string {
  const parts = fields.map(({ field, from, to }) =>
    from === undefined ? `${field} ${to}` : `${field} ${shortly(from)} → ${shortly(to)}`,
  );
  return parts.length === 0 ? object : `${object} (${parts.join(', ')})`;
}

function shortly(text: string): string {
  const lines = text.trimEnd().split('\n').length;
  return lines > 1 ? `${lines} lines` : text;
}

function nobodyAgreed(changes: readonly Change[], otherwise: string): ExpectedError {
  return new ExpectedError({
    what: 'This would change what somebody else made in authentik, and nobody agreed to that',
    why: `It is about ${changes.map(inWords).join('; ')}. Nothing was changed.`,
    next: [`Once you agree, run the same command again with ${FLAG}`, otherwise],
    exit: 'waiting',
  });
}

function waitingFor(changes: readonly Change[]) {
  return {
    what: 'consent to change what somebody else made in authentik',
    instructions: [`It is about ${changes.map(inWords).join('; ')}.`],
    files: [],
    bring: [`${FLAG}: once you agree to that`],
  };
}
