import type { RequestTrace } from './connection.js';
import type { Service } from './iam-actions.js';

/** What every attempt to send a request passes through. */
export interface AttemptOptions {
  readonly service: Service;
  /** Resolves when the attempt may be made. */
  readonly turn: () => Promise<void>;
  readonly trace: ((line: RequestTrace) => void) | undefined;
  /** Is told the Date header of each answer. */
  readonly hearDate?: ((date: string) => void) | undefined;
}

/** The place in the SDK's middleware stack that is passed once per attempt, before signing. */
export const perAttempt = { step: 'finalizeRequest', name: 'attempts' } as const;

/** Middleware of the SDK that holds each attempt to the service's rate limit and reports it. */
export function attempts(options: AttemptOptions) {
  return <Input, Output extends { response: unknown }>(
    next: (input: Input) => Promise<Output>,
    context: { commandName?: string },
  ) =>
    async (input: Input): Promise<Output> => {
      await options.turn();
      const started = performance.now();
      const report = (status: number | undefined) =>
        options.trace?.({
          service: options.service,
          operation: context.commandName?.replace(/Command$/, '') ?? 'unknown',
          status,
          ms: Math.round(performance.now() - started),
        });
      try {
        const output = await next(input);
        report(statusOf(output.response));
        hear(output.response, options);
        return output;
      } catch (error) {
        report(statusOf(answerIn(error)));
        hear(answerIn(error), options);
        throw error;
      }
    };
}

function hear(response: unknown, { hearDate }: AttemptOptions): void {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return;
  const { headers } = response;
  if (typeof headers !== 'object' || headers === null || !('date' in headers)) return;
  if (typeof headers.date === 'string') hearDate?.(headers.date);
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
