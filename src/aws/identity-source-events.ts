import type { EventSource } from './sign-ins.js';

/** When the identity source was last switched to an external identity provider and away from it. */
export interface IdentitySourceEvents {
  /** The last switch to an external identity provider, if it was not undone since. */
  readonly enabledAt?: Date | undefined;
  /** The last switch away from an external identity provider. */
  readonly disabledAt?: Date | undefined;
}

/**
 * Looks for the switch of the identity source. No API tells which source is set; these events of
 * the console do (names as in the user guide of 2023, sso-info-in-cloudtrail). They reach back 90
 * days and appear late, so their absence proves nothing.
 *
 * @throws AwsError when CloudTrail cannot be read.
 */
export async function identitySourceEvents(
  aws: EventSource,
  since: Date,
  until?: Date,
): Promise<IdentitySourceEvents> {
  const period = { since, until };
  const [enabledAt, disabledAt] = await Promise.all([
    lastSuccess(aws, { ...period, name: 'EnableExternalIdPConfigurationForDirectory' }),
    lastSuccess(aws, { ...period, name: 'DisableExternalIdPConfigurationForDirectory' }),
  ]);
  // Records tell whole seconds. Within one nothing says which came last, so nothing is claimed.
  const undone = enabledAt !== undefined && disabledAt !== undefined && disabledAt >= enabledAt;
  return { enabledAt: undone ? undefined : enabledAt, disabledAt };
}

/**
 * When the configuration of an external identity provider was last made or changed: with new
 * metadata of the one that is trusted already, or for another one. The records do not tell which.
 *
 * @throws AwsError when CloudTrail cannot be read.
 */
export async function identityProviderChangedAt(
  aws: EventSource,
  since: Date,
  until?: Date,
): Promise<Date | undefined> {
  const acts = ['Create', 'Update'];
  const found = await Promise.all(
    acts.map((act) =>
      lastSuccess(aws, { since, until, name: `${act}ExternalIdPConfigurationForDirectory` }),
    ),
  );
  const times = found.flatMap((date) => (date ? [date.getTime()] : []));
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}

/** When the identity source was last switched to an external identity provider, if it still is. */
export async function identitySourceSwitchedAt(
  aws: EventSource,
  since: Date,
): Promise<Date | undefined> {
  return (await identitySourceEvents(aws, since)).enabledAt;
}

async function lastSuccess(
  aws: EventSource,
  query: Parameters<EventSource['events']>[0],
): Promise<Date | undefined> {
  let last: Date | undefined;
  for await (const event of aws.events(query)) {
    const failed = event.errorCode !== undefined || event.errorMessage !== undefined;
    if (!failed && (last === undefined || event.at > last)) last = event.at;
  }
  return last;
}
