/** Who ended a sign-in: AWS, by what it shows or refuses, or authentik, by giving no response. */
export type StoppedBy = 'AWS' | 'authentik';

/** A sign-in that ended before a response reached AWS; the message says where and why. */
export class SignInStopped extends Error {
  override readonly name = 'SignInStopped';
  readonly by: StoppedBy;

  constructor(message: string, by: StoppedBy = 'authentik') {
    super(message);
    this.by = by;
  }
}
