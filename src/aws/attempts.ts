import type { HearDate, RequestTrace } from './connection.js';
import { hideCredentials } from './hide-credentials.js';
import type { Service } from './iam-actions.js';

/** What every attempt to send a request passes through. */
export interface AttemptOptions {
  readonly service: Service;
  /** Resolves when the attempt may be made. */
  readonly turn: () => Promise<void>;
  readonly trace: ((line: RequestTrace) => void) | undefined;
  readonly stop?: AbortSignal | undefined;
  readonly hearDate?: HearDate | undefined;
  readonly clock?: (() => number) | undefined;
}

/** The place in the SDK's middleware stack that is passed once per attempt, before signing. */
export const perAttempt = { step: 'finalizeRequest', name: 'attempts' } as const;

/** Names of operations that change nothing. */
const READING = /^(?:Get|List|Describe|Lookup|Is)/;

/**
 * Middleware of the SDK that holds each attempt to the service's rate limit, reports it, and
 * begins none once the run is being stopped.
 */
export function attempts(options: AttemptOptions) {
  return <Input, Output extends { response: unknown }>(
    next: (input: Input) => Promise<Output>,
    context: { commandName?: string },
  ) =>
    async (input: Input): Promise<Output> => {
      hideCredentials(context);
      await options.turn();
      options.stop?.throwIfAborted();
      const command = context.commandName?.replace(/Command$/, '') ?? 'unknown';
      const stop = READING.test(command) ? options.stop : undefined;
      const started = performance.now();
      const asked = (options.clock ?? Date.now)();
      const report = (status: number | undefined) =>
        options.trace?.({
          service: options.service,
          operation: command,
          status,
          ms: Math.round(performance.now() - started),
        });
      try {
        const output = await unlessStopped(next(input), stop);
        report(statusOf(output.response));
        hear(output.response, asked, options);
        return output;
      } catch (error) {
        report(statusOf(answerIn(error)));
        hear(answerIn(error), asked, options);
        throw error;
      }
    };
}

/** The SDK's own signal can be given to a whole call only, not to its attempts. */
async function unlessStopped<Value>(
  answer: Promise<Value>,
  stop: AbortSignal | undefined,
): Promise<Value> {
  if (stop === undefined) return answer;
  let giveUp = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(stop.reason);
    stop.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([answer, stopped]);
  } finally {
    stop.removeEventListener('abort', giveUp);
  }
}

function hear(response: unknown, asked: number, { hearDate }: AttemptOptions): void {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return;
  const { headers } = response;
  if (typeof headers !== 'object' || headers === null || !('date' in headers)) return;
  if (typeof headers.date === 'string') hearDate?.(headers.date, asked);
}

function answerIn(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return undefined;
  return '$response' in error ? error.$response : undefined;
}

function statusOf(response: unknown): number | undefined {
  if (typeof response !== 'object' || response === null) return undefined;
  const status = 'statusCode' in response ? response.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}
