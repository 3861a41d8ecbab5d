import { z } from 'zod';

/** Something that AWS does in its own time after it was asked. */
export interface AccessRequest {
  readonly id: string;
  readonly state: 'under way' | 'done' | 'failed';
  /** AWS's words for why it failed. */
  readonly reason?: string | undefined;
}

const statusSchema = z.object({
  RequestId: z.string(),
  Status: z.string(),
  FailureReason: z.string().optional().catch(undefined),
});

/** Reads a status as AWS answers it; what is neither done nor failed is under way. */
export function readRequest(status: object | undefined): AccessRequest {
  const { RequestId, Status, FailureReason } = statusSchema.parse(status);
  if (Status === 'SUCCEEDED') return { id: RequestId, state: 'done' };
  if (Status !== 'FAILED') return { id: RequestId, state: 'under way' };
  return { id: RequestId, state: 'failed', reason: FailureReason };
}
