import { readPeople } from '../people/read-people.js';
import type { Scope } from '../people/scope.js';
import { type Provisioning, type Verdict, verdicts } from '../people/verdicts.js';
import { recall } from '../procedure/context.js';
import { everybody, readScope } from '../procedure/people-in-scope.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Session } from './session.js';
import { targetOf } from './work.js';

/** Both directories, looked at. */
export interface Looked {
  readonly target: Readonly<Record<string, string>>;
  readonly scope: Scope;
  readonly provisioning: Provisioning;
  /** One for each person; can be walked as often as needed. */
  verdicts(): Iterable<Verdict>;
}

/** Reads the application, its bindings and both directories, and keeps a progress line meanwhile. */
export async function lookAtPeople(session: Session, terminal: Terminal): Promise<Looked> {
  const { authentik, aws, instance, settings } = session;
  const application = await authentik.applications.bySlug(settings.values.application);
  const scope = await readScope(authentik, application);
  const scimSaid = settings.values.scim ?? recall(session.memory, 'scim')?.value;
  const provisioning = {
    scim: scimSaid ?? (application?.backchannelProviderPks ?? []).length > 0,
    // Seen on 2025.10.4 and not on 2025.4.4; what lies between counts as the earlier one.
    takesOver: authentik.release.atLeast(2025, 10),
  };
  try {
    const people = await readPeople(
      { authentik: everybody(authentik, scope), aws: aws.users(instance.identityStoreId) },
      (progress) => terminal.progress(progressText(progress)),
    );
    const judged = () => verdicts(people, provisioning);
    return { target: targetOf(session), scope, provisioning, verdicts: judged };
  } finally {
    terminal.progress(undefined);
  }
}

function progressText({ authentik, aws }: { authentik: number; aws: number }): string {
  return `reading users: ${authentik.toLocaleString('en')} of authentik, ${aws.toLocaleString('en')} of IAM Identity Center`;
}
