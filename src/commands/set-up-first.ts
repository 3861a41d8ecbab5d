import { run } from '../engine/run.js';
import type { Desk } from './desk.js';
import { personFor } from './person-for.js';
import { neverInterrupted } from './plan.js';
import { openSession } from './session.js';
import { contextOf, setupJob } from './work.js';

/**
 * Sets the sandbox up, so that a command for a finished set-up can be rehearsed in it.
 * @throws Error when that does not end with everything done
 */
export async function setUpFirst(desk: Desk, { withScim }: { readonly withScim: boolean }) {
  const session = await openSession(desk, { act: 'authentik-aws setup' });
  try {
    await session.memory.remember('scim', withScim);
    const { person, attended } = await personFor(desk, session);
    const tell = () => undefined;
    const interrupts = { ...neverInterrupted, pause: sleep };
    const context = contextOf(session, { person, attended, tell, interrupts });
    const { steps, seed } = setupJob(session);
    const ports = { tell, clock: () => performance.now(), checkpoint: () => undefined };
    const { waiting, declined } = await run(steps, context, seed, ports);
    if (waiting.length + declined.length > 0) throw new Error('the sandbox could not be set up');
    desk.terminal.say('It is set up already, as "authentik-aws setup --sandbox" shows.\n');
  } finally {
    await session.close();
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
