import { type Authentik, connectAuthentik, type Trace } from '../authentik/index.js';
import { loopbackOrigin } from '../aws/loopback.js';
import { acquireLock } from '../engine/lock.js';
import type { Memory } from '../engine/memory.js';
import { memoryOf } from '../engine/state.js';
import { defaultStatePath, openState, stateWriter } from '../engine/state-file.js';
import { awsNow } from '../procedure/aws-clock.js';
import type { Settings } from '../settings/settings.js';
import type { Terminal } from '../terminal/terminal.js';
import { wrap } from '../terminal/wrap.js';
import { type AwsSession, reachAws } from './aws-session.js';
import { completeSettings } from './complete-settings.js';
import { adviseOn, type Desk } from './desk.js';
import { refuseFaultsOutside } from './sandbox-faults.js';

/** Both systems, reached, and what earlier runs remember of them. */
export interface Session extends AwsSession {
  readonly authentik: Authentik;
  readonly memory: Memory;
  readonly statePath: string;
  /** The origin of a pretended AWS on loopback, where there is one. */
  readonly loopbackAws: string | undefined;
}

/**
 * Reaches both systems and opens the state of this pair.
 * @param purpose `look` neither locks nor writes the state; the words of a command that acts lock
 * it against other runs, which are told them
 */
export async function openSession(
  desk: Desk,
  purpose: 'look' | { readonly act: string },
): Promise<Session> {
  refuseFaultsOutside(desk.settings.values);
  const settings = await completeSettings(desk);
  // A rehearsal's own addresses are gone with it.
  if (!desk.visitor) adviseOn({ ...desk, settings });
  const { authentik, aws, instance } = await connect(settings, desk);
  const target = { authentik: authentik.url, instance: instance.id };
  const statePath = settings.values.state ?? defaultStatePath(target);
  const now = () => new Date();
  const acts = purpose !== 'look';
  const close = acts
    ? await acquireLock(`${statePath}.lock`, purpose.act, now())
    : async () => undefined;
  try {
    const { state, remarks, aside } = await openState(statePath, target, { acts });
    for (const remark of remarks) insistOn(remark, desk.terminal);
    const save = acts ? stateWriter(statePath, aside) : refuseToWrite;
    // Much of what is remembered is later compared with CloudTrail by the moment it was.
    const memory = memoryOf(state, save, () => awsNow({ aws, now }).likely);
    const loopbackAws = loopbackOrigin(desk.world.env.AWS_ENDPOINT_URL);
    return { settings, authentik, aws, instance, memory, statePath, loopbackAws, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function insistOn(remark: string, terminal: Terminal): void {
  const first = `${terminal.glyphs.warning} `;
  terminal.insist(wrap(terminal.clean(remark), { width: terminal.width, first }).join('\n'));
}

async function connect(settings: Settings, desk: Desk) {
  // Both are waited for, so that no failure goes unheard while the other one is told.
  const [authentik, aws] = await Promise.allSettled([
    reachAuthentik(settings, desk),
    reachAws(settings, desk),
  ]);
  if (authentik.status === 'rejected') throw authentik.reason;
  if (aws.status === 'rejected') throw aws.reason;
  return { authentik: authentik.value, ...aws.value };
}

/** Reaches authentik with what was given. */
export async function reachAuthentik(
  { values }: Settings,
  { terminal, stop }: Pick<Desk, 'terminal' | 'stop'>,
): Promise<Authentik> {
  const { authentikUrl: url, authentikToken: token, timeout: timeoutMs, allowPlainHttp } = values;
  if (url === undefined || token === undefined) throw new Error('the settings are not complete');
  const trace: Trace = ({ method, path, status, ms }) =>
    terminal.debug(`authentik ${method} ${path}: ${status ?? 'no answer'}, ${Math.round(ms)} ms`);
  return connectAuthentik({ url, token, timeoutMs, allowPlainHttp, trace, stop });
}

/** What a command that only looks has in place of a writer of its state. */
export async function refuseToWrite(): Promise<never> {
  throw new Error('a command that only looks tried to write the state');
}
