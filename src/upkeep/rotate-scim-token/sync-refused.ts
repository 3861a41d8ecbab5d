import type { Context } from '../../procedure/context.js';
import { inOneLine, refusalIn } from '../../procedure/sync-refusal.js';

/** That AWS refused authentik as such. */
export interface RefusedSync {
  /** `token`: 401. `address`: 403. */
  readonly kind: 'token' | 'address';
  /** What authentik logged of it. */
  readonly line: string;
}

/**
 * What the log of the newest sync says of AWS refusing the token or authentik's address. Empty where
 * authentik logs no status (2023.10) or the token may not read the log.
 * @param since by authentik's clock: what is older does not count
 */
export async function refusalOfSync(
  { authentik }: Pick<Context, 'authentik'>,
  provider: { readonly pk: number; readonly name: string },
  since = new Date(0),
): Promise<RefusedSync | undefined> {
  const lines = await authentik.provisioning.log(provider);
  for (const { text } of lines.filter((line) => line.at >= since).reverse()) {
    const kind = refusalIn(text);
    if (kind === 'token' || kind === 'address') {
      return { kind, line: inOneLine(text) };
    }
  }
  return undefined;
}
