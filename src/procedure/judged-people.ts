import { type Progress, readPeople } from '../people/read-people.js';
import type { Scope } from '../people/scope.js';
import { type Provisioning, type Verdict, verdicts } from '../people/verdicts.js';
import type { Context } from './context.js';
import { applicationToLookAt } from './our-application.js';
import { everybody, readScope } from './people-in-scope.js';
import { takesOver } from './provisioning-limits.js';

/** Which people are meant. */
interface Whom {
  /** Slug of the application. */
  readonly slug: string;
  readonly identityStoreId: string;
  /** Whether SCIM is in use; undefined: what the application shows of it. */
  readonly scim: boolean | undefined;
}

/** Both directories, read; the verdicts can be walked as often as needed. */
export interface JudgedDirectories {
  readonly scope: Scope;
  readonly provisioning: Provisioning;
  verdicts(): Iterable<Verdict>;
}

/** Reads the application, its bindings and both directories, each once. */
export async function judgePeople(
  context: Pick<Context, 'authentik' | 'aws' | 'memory'>,
  { slug, identityStoreId, scim }: Whom,
  tell?: (progress: Progress) => void,
): Promise<JudgedDirectories> {
  const { authentik, aws } = context;
  const application = await applicationToLookAt(context, slug);
  const scope = await readScope(authentik, application);
  const provisioning = {
    scim: scim ?? (application?.backchannelProviderPks ?? []).length > 0,
    takesOver: takesOver(authentik.release),
  };
  const directories = { authentik: everybody(authentik, scope), aws: aws.users(identityStoreId) };
  const people = await readPeople(directories, tell);
  return { scope, provisioning, verdicts: () => verdicts(people, provisioning) };
}
