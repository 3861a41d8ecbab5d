import type { ExitReason } from '../basics/exit-codes.js';
import { jsonText } from '../terminal/printable.js';
import { nothingKnownText } from '../terminal/undo-view.js';
import { wrap } from '../terminal/wrap.js';
import { UNDONE } from '../upkeep/undo/forget.js';
import { lookalikes } from '../upkeep/undo/lookalikes.js';
import type { Acting } from './acting.js';
import { setupJob } from './work.js';

const EMPTY_SANDBOX =
  'This sandbox began empty. To rehearse it, start one that stays (authentik-aws sandbox), and run setup and undo on it.';

/**
 * Without anything remembered nothing is removed: says what looks as if this tool had made it, and
 * leaves it to a person.
 * @returns `failed` when something of that kind is there
 */
export async function nothingKnown(
  { desk: { terminal, visitor }, session }: Acting,
  slug: string,
): Promise<ExitReason> {
  const { wishes } = setupJob(session).seed;
  if (!wishes) throw new Error('a set-up without wishes');
  const found = await lookalikes(session.authentik, {
    ...wishes,
    application: { ...wishes.application, slug },
  });
  const undoneAt = session.memory.recall(UNDONE)?.at;
  const report = { statePath: session.statePath, undoneAt, lookalikes: found };
  terminal.result(
    session.settings.values.json
      ? jsonText({
          format: 'authentik-aws/undone',
          version: 1,
          outcome: 'nothing known',
          ...report,
        })
      : nothingKnownText(report, terminal),
  );
  if (visitor) terminal.say(`\n${wrap(EMPTY_SANDBOX, { width: terminal.width }).join('\n')}`);
  return found.length > 0 ? 'failed' : 'done';
}
