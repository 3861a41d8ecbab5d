import { homedir } from 'node:os';
import { join } from 'node:path';
import { loopbackOrigin } from '../aws/loopback.js';
import { ExpectedError } from '../basics/errors.js';
import { nobody } from '../handover/nobody.js';
import type { Person } from '../handover/task.js';
import { personAtTerminal } from '../terminal/handover-person.js';
import type { Desk } from './desk.js';
import type { Session } from './session.js';
import type { World } from './world.js';

/** Who does the console part of this run, and whether that somebody can be asked. */
export async function personFor(
  { settings, terminal, world, ask, visitor }: Desk,
  session: Session,
): Promise<{ person: Person; attended: boolean }> {
  if (settings.values.console === 'sandbox') {
    const { sandboxPerson } = await import('./sandbox-person.js');
    const awsEndpoint = pretendedAws(world);
    return { person: sandboxPerson(awsEndpoint, session.instance.id, visitor), attended: true };
  }
  if (!terminal.canAsk) return { person: nobody, attended: false };
  const downloadsDir = join(homedir(), 'Downloads');
  const person = personAtTerminal(terminal, { openLink, downloadsDir, ask });
  return { person, attended: true };
}

async function openLink(url: string): Promise<void> {
  const { default: open } = await import('open');
  await open(url);
}

/**
 * Where the console of the pretended AWS is.
 * @throws ExpectedError when there is none, so that a real AWS is never asked by mistake
 */
export function pretendedAws({ env }: World): string {
  const origin = loopbackOrigin(env.AWS_ENDPOINT_URL);
  if (origin === undefined) throw noEndpoint();
  return origin;
}

function noEndpoint(): ExpectedError {
  return new ExpectedError({
    what: 'There is no sandbox whose console could be used',
    why: '--console sandbox means the pages of a pretended AWS, and AWS_ENDPOINT_URL names none on this machine.',
    next: ['Start one: authentik-aws sandbox --only aws', 'Then set the variables that it prints.'],
    exit: 'usage',
  });
}
