import type { PropertyMapping } from '../authentik/index.js';
import { AuthentikError } from '../authentik/index.js';
import { ExpectedError } from '../basics/errors.js';
import type { Note } from '../engine/change.js';
import { claimIntended } from '../engine/memory.js';
import type { Observed } from '../engine/observed.js';
import { done } from '../engine/outcome.js';
import type { StepHead } from '../engine/plan.js';
import { nameIdTrouble } from '../saml/name-id.js';
import { type Context, step, updateOf } from './context.js';
import type { Facts } from './facts.js';
import { isForeign, whose } from './foreign.js';
import { beforeOf, rememberBefore } from './remember-before.js';
import { scimUserExpression } from './scim-user-expression.js';
import { unchecked } from './unchecked.js';

interface Seen {
  readonly mapping: PropertyMapping | undefined;
  readonly expression: string;
  readonly canSkip: boolean;
  /** Somebody else made it. */
  readonly foreign: boolean;
}

/** Under which key the mapping is remembered. */
export const SCIM_MAPPING_KEY = 'scim-mapping';

/**
 * authentik merges mappings in the order of their names, and the database decides that order; `zz`
 * comes late in any. The mapping is used alone, so it matters only to whoever adds another one.
 */
export function scimMappingName({ providerName }: Facts['wishes']): string {
  return `zz ${providerName} SCIM user`;
}

const head: StepHead = {
  id: SCIM_MAPPING_KEY,
  title: 'Provide the user mapping',
  guide: ['S7', 'S8', 'S9'],
  place: 'authentik',
  outlook: 'a property mapping: user name = e-mail address, and only what AWS takes',
};

/** Guide lines S7–S9: what a user of authentik is in AWS. */
export const scimMapping = step({
  ...head,
  needs: ['wishes'],
  gives: ['scimMapping'],
  async look({ authentik, memory }, { wishes }): Promise<Seen> {
    const id = memory.thing(SCIM_MAPPING_KEY)?.id;
    const ours = id === undefined ? undefined : await authentik.scimMappings.get(id);
    const mapping = ours ?? (await authentik.scimMappings.byName(scimMappingName(wishes)));
    // `SkipObject` came with 2024.6.0 (release notes); before, such a user stops the sync.
    const canSkip = authentik.release.atLeast(2024, 6);
    const foreign =
      mapping !== undefined &&
      isForeign(memory, SCIM_MAPPING_KEY, { id: mapping.pk, name: mapping.name });
    return { mapping, expression: scimUserExpression(canSkip), canSkip, foreign };
  },
  plan({ wishes }, { mapping, expression, canSkip, foreign }) {
    const notes = canSkip ? [] : [cannotSkip];
    const observed = [observedMapping(mapping, scimMappingName(wishes))];
    if (!mapping) {
      const object = `property mapping "${scimMappingName(wishes)}"`;
      const change = { action: 'create' as const, object, of: SCIM_MAPPING_KEY };
      return { changes: [change], known: {}, notes, observed };
    }
    const known = { scimMapping: { pk: mapping.pk, name: mapping.name } };
    if (bare(mapping.expression) === bare(expression)) {
      return { changes: [], known, notes, observed, standing: 'seen' };
    }
    const fields = [{ field: 'expression', from: mapping.expression, to: expression }];
    const of = whose(SCIM_MAPPING_KEY, foreign);
    const changes = updateOf(`property mapping "${mapping.name}"`, fields, of);
    return { changes, known, notes, observed };
  },
  async apply(context, { wishes }, { mapping, expression }) {
    const written = mapping
      ? await rewrite(context, mapping, expression)
      : await create(context, scimMappingName(wishes), expression);
    await tryOut(context, written);
    return done({ scimMapping: { pk: written.pk, name: written.name } });
  },
  keep: ({ memory }, _have, { mapping }) =>
    claimIntended(memory, SCIM_MAPPING_KEY, mapping && { name: mapping.name, id: mapping.pk }),
});

function observedMapping(mapping: PropertyMapping | undefined, wanted: string): Observed {
  const name = mapping?.name ?? wanted;
  const head = { key: SCIM_MAPPING_KEY, object: `property mapping "${name}"` };
  if (!mapping) return { ...head, there: false, fields: {} };
  const fields = { name, expression: bare(mapping.expression) };
  return { ...head, there: true, id: mapping.pk, fields };
}

const cannotSkip: Note = {
  level: 'warning',
  text: 'this release of authentik cannot skip users: one without a usable e-mail address keeps everyone after him from being synced',
  next: 'See who that is: authentik-aws users --problems. Or upgrade authentik to 2024.6 or later.',
};

async function create({ authentik, memory }: Context, name: string, expression: string) {
  await memory.intend(SCIM_MAPPING_KEY, name);
  const made = await authentik.scimMappings.create({ name, expression });
  await memory.made(SCIM_MAPPING_KEY, name, made.pk);
  return made;
}

async function rewrite(
  { authentik, memory }: Context,
  mapping: PropertyMapping,
  expression: string,
): Promise<PropertyMapping> {
  const { pk, name } = mapping;
  const changed = { key: SCIM_MAPPING_KEY, name, id: pk };
  await rememberBefore(memory, changed, beforeOf(mapping, { expression }));
  return authentik.scimMappings.update(pk, { expression });
}

/** authentik stores what it is given with other line ends, or none at the end. */
function bare(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}

/** Runs the mapping in authentik on a real user before anything uses it. */
async function tryOut(context: Context, { pk, name }: PropertyMapping): Promise<void> {
  const { authentik } = context;
  for await (const user of authentik.users.all({ activeOnly: true })) {
    if (nameIdTrouble(user.email) !== undefined) continue;
    const tried = await authentik.scimMappings.tryOn(pk, user.pk).catch(whenNotAllowed);
    if (tried instanceof AuthentikError) {
      const note = unchecked('the mapping was not tried', tried);
      return context.tell({ kind: 'note', step: head, note });
    }
    if (tried.ok && userNameIn(tried.result) === user.email) return;
    throw new ExpectedError({
      what: `The property mapping "${name}" does not work in this authentik`,
      why: tried.ok
        ? `For ${user.username} it gives another user name than the e-mail address.`
        : tried.message,
      next: 'Please report this with the release of authentik. Nothing uses the mapping yet.',
    });
  }
}

/** Trying a mapping needs rights of its own, which provisioning itself does not. */
function whenNotAllowed(error: unknown): AuthentikError {
  if (error instanceof AuthentikError && error.exit === 'notAuthorised') return error;
  throw error;
}

function userNameIn(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'userName' in result
    ? result.userName
    : undefined;
}
