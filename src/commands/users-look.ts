import type { Scope } from '../people/scope.js';
import type { Provisioning, Verdict } from '../people/verdicts.js';
import { recall } from '../procedure/context.js';
import { judgePeople } from '../procedure/judged-people.js';
import { otherNameId } from '../procedure/name-id-mapping.js';
import { provisioningLimits } from '../procedure/provisioning-limits.js';
import { MEMBERS_PER_REQUEST } from '../procedure/sync-arrival.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Session } from './session.js';
import { targetOf } from './target.js';

/** Both directories, looked at. */
export interface Looked {
  readonly target: Readonly<Record<string, string>>;
  readonly scope: Scope;
  readonly provisioning: Provisioning;
  /** What this release of authentik cannot bring about for groups; empty without SCIM. */
  readonly limits: readonly string[];
  /** The mapping that makes the NameID in place of the e-mail address, by which all are judged. */
  readonly otherNameId: string | undefined;
  /** One for each person; can be walked as often as needed. */
  verdicts(): Iterable<Verdict>;
}

/** Reads the application, its bindings and both directories, and keeps a progress line meanwhile. */
export async function lookAtPeople(session: Session, terminal: Terminal): Promise<Looked> {
  const { instance, memory, settings } = session;
  const scim = settings.values.scim ?? recall(memory, 'scim')?.value;
  const whom = {
    slug: settings.values.application,
    identityStoreId: instance.identityStoreId,
    scim,
  };
  try {
    const judged = await judgePeople(session, whom, (progress) =>
      terminal.progress(progressText(progress)),
    );
    const limits = judged.provisioning.scim ? await groupLimits(session) : [];
    const mapping = await otherNameId(session, settings.values.providerName);
    return { target: targetOf(session), limits, otherNameId: mapping, ...judged };
  } finally {
    terminal.progress(undefined);
  }
}

/** The verdicts are about people; what is about groups is said beside them. */
async function groupLimits({ authentik, settings }: Session): Promise<string[]> {
  const wished = settings.values.groups;
  const large: string[] = [];
  for await (const { name, memberPks = [] } of authentik.groups.all()) {
    const covered = wished === undefined || wished.includes(name);
    if (covered && memberPks.length > MEMBERS_PER_REQUEST) large.push(name);
  }
  const notes = provisioningLimits(authentik.release, { unusable: [], byHand: [], large });
  return notes.map(({ text, next }) => (next === undefined ? text : `${text}. ${next}`));
}

function progressText({ authentik, aws }: { authentik: number; aws: number }): string {
  return `reading users: ${authentik.toLocaleString('en')} of authentik, ${aws.toLocaleString('en')} of IAM Identity Center`;
}
