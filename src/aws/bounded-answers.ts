import { Readable, Transform, type TransformCallback } from 'node:stream';

/**
 * Bytes of the longest answer that is read. The largest of AWS is a page of CloudTrail: 50 events of
 * 256 KB at most (CloudTrail user guide, quotas).
 */
const LONGEST_ANSWER = 32 * 1024 * 1024;

/** The place in the SDK's middleware stack that is the nearest to the network. */
export const nearestToNetwork = {
  step: 'deserialize',
  priority: 'low',
  name: 'boundedAnswers',
} as const;

/** What gives up an answer without an end: it comes from something that is not AWS. */
class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong';
}

/** Middleware of the SDK, which itself reads whatever comes into memory. */
export function boundedAnswers(limit = LONGEST_ANSWER) {
  return <Input, Output extends { response: unknown }>(next: (input: Input) => Promise<Output>) =>
    async (input: Input): Promise<Output> => {
      const output = await next(input);
      const { response } = output;
      if (typeof response === 'object' && response !== null && 'body' in response) {
        if (response.body instanceof Readable) response.body = bounded(response.body, limit);
      }
      return output;
    };
}

function bounded(body: Readable, limit: number): Readable {
  let length = 0;
  const gate = new Transform({
    transform(chunk: Buffer, _encoding, pass: TransformCallback) {
      length += chunk.length;
      if (length <= limit) pass(null, chunk);
      else pass(new AnswerTooLong(`longer than ${limit} bytes`));
    },
  });
  body.once('error', (error) => gate.destroy(error));
  gate.once('close', () => body.destroy());
  return body.pipe(gate);
}
