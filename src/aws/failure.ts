import { z } from 'zod';
import { redact } from '../basics/secret.js';

/** What is kept of an error of the SDK: never its response, whose text may hold a session token. */
export interface Failure {
  /** Name of the exception, such as `AccessDeniedException`; without its namespace. */
  readonly name: string;
  /** Code of the network error underneath, such as `ENOTFOUND`. */
  readonly code: string | undefined;
  /** First line only: the further lines of a signature error quote the signed headers. */
  readonly message: string;
  readonly httpStatus: number | undefined;
  readonly requestId: string | undefined;
  readonly host: string | undefined;
  /** What an exception says besides its name, such as `CONCURRENT_MODIFICATION` (SDK, Reason). */
  readonly reason: string | undefined;
}

const optionalText = z.string().optional().catch(undefined);

const errorSchema = z.object({
  name: z.string().catch('Error'),
  code: optionalText,
  message: z.string().catch(''),
  hostname: optionalText,
  address: optionalText,
  Reason: optionalText,
  $metadata: z
    .object({ httpStatusCode: z.number().optional(), requestId: optionalText })
    .optional()
    .catch(undefined),
});

/** Reads what an SDK client threw. */
export function failureOf(error: unknown): Failure {
  const read = errorSchema.safeParse(error).data ?? errorSchema.parse({});
  return {
    name: read.name.replace(/^.*#/, ''),
    code: read.code,
    message: firstLine(read.message),
    httpStatus: read.$metadata?.httpStatusCode,
    requestId: read.$metadata?.requestId,
    host: read.hostname ?? read.address,
    reason: read.Reason,
  };
}

function firstLine(message: string): string {
  // Before it is cut: half a secret is none that `redact` would know later.
  return redact(message.split('\n')[0] ?? '')
    .slice(0, 400)
    .trimEnd();
}
