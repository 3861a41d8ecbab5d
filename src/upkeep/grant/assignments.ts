import { AwsError } from '../../aws/errors.js';
import { count } from '../../basics/words.js';
import type { Change } from '../../engine/change.js';
import { done } from '../../engine/outcome.js';
import type { StepHead } from '../../engine/plan.js';
import { AssignEverywhere, type Heard, type Progress, type Wanted } from './assign-everywhere.js';
import { type GrantContext, step } from './context.js';
import type { GrantFacts } from './facts.js';
import { notEverywhere } from './not-everywhere.js';

type Have = Pick<GrantFacts, 'wishes' | 'principal' | 'accounts'>;

interface Seen {
  /** Ids of the accounts in which it is assigned already. */
  readonly assigned: ReadonlySet<string>;
  readonly setName: string;
}

const head: StepHead = {
  id: 'assignments',
  title: 'Assign it in the accounts',
  guide: [],
  place: 'AWS',
  outlook: 'the permission set for the principal in each account',
};

/** The assignments that are not there yet, made and waited for. */
export const assignments = step({
  ...head,
  needs: ['wishes', 'principal', 'accounts'],
  gives: ['assigned'],
  look,
  plan({ principal, accounts }, { assigned, setName }) {
    const changes = accounts
      .filter(({ id }) => !assigned.has(id))
      .map((account) => changeFor(account, setName, principal));
    if (changes.length > 0) return { changes, known: {} };
    return { changes, known: { assigned: accounts.map(({ id }) => id) }, standing: 'seen' };
  },
  async apply(context, have, { assigned, setName }) {
    const { principal, accounts } = have;
    const set = await context.sets.find(have.wishes.permissionSet);
    if (!set) throw new Error(`the permission set ${setName} is not there`);
    const wanted = accounts
      .filter(({ id }) => !assigned.has(id))
      .map((account): Wanted => {
        const { type, id } = principal;
        const at = { accountId: account.id, permissionSetArn: set.arn };
        return { account, assignment: { ...at, principal: { type, id } } };
      });
    const made: Wanted[] = [];
    await new AssignEverywhere(context, wanted, heardBy(context, made)).run();
    if (context.failed.length === 0) {
      return done({ assigned: accounts.map(({ id }) => id) });
    }
    for (const { account } of made) {
      const change = changeFor(account, setName, principal);
      context.tell({ kind: 'changed', step: head, change });
    }
    const text = `refused in ${count(context.failed.length, 'account')}, as is told below`;
    context.tell({ kind: 'note', step: head, note: { level: 'warning', text } });
    throw notEverywhere(context.failed, accounts.length);
  },
});

async function look(context: GrantContext, { wishes, principal, accounts }: Have): Promise<Seen> {
  const set = await context.sets.find(wishes.permissionSet);
  const setName = set?.name ?? wishes.permissionSet;
  if (!set) return { assigned: new Set(), setName };
  const everywhere = await listFor(context, principal, set.arn);
  return { assigned: everywhere ?? (await listIn(context, accounts, principal, set.arn)), setName };
}

/** The accounts of a principal at once; only the management account may ask that. */
async function listFor(
  { access }: GrantContext,
  principal: Have['principal'],
  setArn: string,
): Promise<Set<string> | undefined> {
  const found = new Set<string>();
  try {
    for await (const { accountId, permissionSetArn, principal: who } of access.assignmentsFor(
      principal,
    )) {
      if (permissionSetArn === setArn && who.id === principal.id) found.add(accountId);
    }
    return found;
  } catch (error) {
    if (error instanceof AwsError && /^(?:AccessDenied|Validation)/.test(error.code)) {
      return undefined;
    }
    throw error;
  }
}

/** The same account by account, for a delegated administrator. */
async function listIn(
  { access }: GrantContext,
  accounts: Have['accounts'],
  principal: Have['principal'],
  setArn: string,
): Promise<Set<string>> {
  const having = new Set(await access.accountsWith(setArn, 'all'));
  const found = accounts
    .filter(({ id }) => having.has(id))
    .map(async ({ id }) => {
      const place = { accountId: id, permissionSetArn: setArn };
      for await (const assignment of access.assignmentsIn(place)) {
        if (assignment.principal.id === principal.id) return [id];
      }
      return [];
    });
  return new Set((await Promise.all(found)).flat());
}

function changeFor(
  { id, name }: Have['accounts'][number],
  setName: string,
  principal: Have['principal'],
): Change {
  const who = `${principal.type === 'GROUP' ? 'group' : 'user'} "${principal.name}"`;
  const where = name === id ? id : `${name} (${id})`;
  return { action: 'create', object: `"${setName}" for ${who} in ${where}` };
}

function heardBy(context: GrantContext, made: Wanted[]): Heard {
  const { tell, failed } = context;
  return {
    assigned: (wanted) => {
      made.push(wanted);
    },
    failed: (failure) => {
      failed.push(failure);
    },
    progress: (progress) => tell({ kind: 'progress', step: head, text: progressText(progress) }),
  };
}

function progressText({ assigned, failed, underWay, of }: Progress): string {
  const refused = failed > 0 ? `, ${failed} refused` : '';
  return `${assigned} of ${count(of, 'account')}, ${underWay} under way${refused}`;
}
