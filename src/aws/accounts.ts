import { z } from 'zod';
import { explained, explainedPages } from './errors.js';
import { accessOperations } from './iam-actions.js';
import { callOf, type Session } from './session.js';

/** An account of the organization. */
export interface Account {
  /** Twelve digits. */
  readonly id: string;
  /** Not unique. */
  readonly name: string;
  /** `ACTIVE`, or why it cannot be used, such as `SUSPENDED`. */
  readonly state: string;
}

/** `Status` is what `State` was called until September 2026 (SDK, organizations, Account). */
const accountSchema = z
  .object({
    Id: z.string(),
    Name: z.string().catch(''),
    State: z.string().optional(),
    Status: z.string().optional(),
  })
  .transform(
    ({ Id, Name, State, Status }): Account => ({
      id: Id,
      name: Name,
      state: State ?? Status ?? 'ACTIVE',
    }),
  );

/**
 * All accounts of the organization, up to 20 on a page. Only the management account and delegated
 * administrators may ask (SDK, ListAccounts).
 */
export async function listAccounts(session: Session): Promise<Account[]> {
  const call = callOf(session, accessOperations.listAccounts);
  const { sdk, client } = await session.clients.organizations();
  const accounts: Account[] = [];
  for await (const page of explainedPages(call, sdk.paginateListAccounts({ client }, {}))) {
    for (const account of page.Accounts ?? []) {
      accounts.push(await explained(call, async () => accountSchema.parse(account)));
    }
  }
  return accounts;
}
