import { randomBytes } from 'node:crypto';
import { type PendingRequest, REQUEST_LIFETIME } from './request.js';

/** A sign-in that began at an access portal and waits for its response. */
export interface OpenSignIn extends PendingRequest {
  /** The access portal URL that the user came from. */
  portalUrl: string;
}

/**
 * The sign-ins that wait for a response, by RelayState. A sign-in is taken out with the first
 * response that brings its RelayState, whether that is accepted or not.
 */
export class OpenRequests {
  readonly #open = new Map<string, OpenSignIn>();

  /** A RelayState that nobody can guess. */
  newRelayState(): string {
    return randomBytes(24).toString('base64url');
  }

  add(relayState: string, signIn: OpenSignIn): void {
    const oldest = signIn.issuedAt.getTime() - REQUEST_LIFETIME;
    for (const [key, { issuedAt }] of this.#open) {
      if (issuedAt.getTime() < oldest) this.#open.delete(key);
    }
    this.#open.set(relayState, signIn);
  }

  take(relayState: string | undefined): OpenSignIn | undefined {
    if (relayState === undefined) return undefined;
    const signIn = this.#open.get(relayState);
    this.#open.delete(relayState);
    return signIn;
  }
}
