import type { Clients } from './clients.js';
import type { AwsCall, Route } from './connection.js';
import type { Operation } from './iam-actions.js';

/** The clients, and what a message about one of their calls tells of the way to AWS. */
export interface Session {
  readonly clients: Clients;
  readonly route: Route;
}

/** A call of this session, for the explanation of its failure. */
export function callOf(session: Session, operation: Operation): AwsCall {
  return { ...operation, ...session.route };
}
