import { consoleLinks } from '../aws/console-links.js';
import { readScimEndpoint } from '../aws/scim-endpoint.js';
import { tryScimToken } from '../aws/scim-probe.js';
import { usableScimToken } from '../aws/scim-token.js';
import { Secret } from '../basics/secret.js';
import { count } from '../basics/words.js';
import type { Change, Note } from '../engine/change.js';
import type { Observed } from '../engine/observed.js';
import { done, type Outcome } from '../engine/outcome.js';
import { scimEndpointHandover, scimTokenHandover } from '../handover/automatic-provisioning.js';
import { type Context, recall, step } from './context.js';
import type { Facts } from './facts.js';
import { handOver } from './hand-over.js';
import { ourScimProvider, scimProviderName } from './scim-provider.js';
import { observedScimProvider } from './scim-provider-settings.js';
import { tokenDaysLeft } from './token-end.js';

type Have = Pick<Facts, 'wishes' | 'instance' | 'identitySource'>;
type Gives = Pick<Facts, 'provisioning'>;

interface Seen {
  /** Where the SCIM provider in authentik sends to; it then has a token, too. */
  readonly inUse: string | undefined;
  /** The endpoint that was told before, though the token that came with it is gone. */
  readonly told: string | undefined;
  readonly brought: string | undefined;
  readonly hasToken: boolean;
  /** Whether the token that was brought is the one in authentik, as far as authentik shows that. */
  readonly isInUse: boolean | undefined;
  /** Days until the token in authentik ends, as far as its beginning is known. */
  readonly daysLeft: number | undefined;
  /** The SCIM provider, which the step that sets it up may not come to look at. */
  readonly observed: readonly Observed[];
}

/** Guide lines S1 and S2: AWS takes users and groups, and gives the address and the token for it. */
export const automaticProvisioning = step({
  id: 'automatic-provisioning',
  title: 'Enable automatic provisioning',
  guide: ['S1', 'S2'],
  place: 'AWS console',
  outlook: 'the SCIM endpoint and an access token, from you; the token is held in memory only',
  needs: ['wishes', 'instance', 'identitySource'],
  gives: ['provisioning'],
  async look(context, have): Promise<Seen> {
    const { answers, memory } = context;
    const { scimEndpoint, scimToken } = answers;
    const remembered = recall(memory, 'provisioning')?.value;
    const provider = await ourScimProvider(context, have.wishes);
    return {
      inUse: provider?.url,
      told: remembered?.endpoint,
      brought: scimEndpoint === undefined ? undefined : endpointOf(scimEndpoint, context, have),
      hasToken: scimToken !== undefined,
      isInUse: provider && scimToken && (await isTokenOf(context, provider.pk, scimToken)),
      observed: [observedScimProvider(provider, scimProviderName(have.wishes))],
      daysLeft: remembered && tokenDaysLeft(new Date(remembered.tokenAt), context.now()),
    };
  },
  plan(_have, { inUse, told, brought, hasToken, isInUse, daysLeft: left, observed }) {
    if (inUse !== undefined) {
      const known = { provisioning: { endpoint: inUse } };
      const notes = [
        ...tokenNotes(left),
        ...(brought !== undefined && brought !== inUse ? [hasAnother] : []),
        ...(isInUse === false ? [hasAnotherToken] : []),
      ];
      return { changes: [], standing: 'told', known, notes, observed };
    }
    const endpoint = brought ?? told;
    if (endpoint === undefined || !hasToken) {
      return { changes: [yours(endpoint)], known: {}, observed };
    }
    const fields = [{ field: 'SCIM endpoint', to: endpoint }];
    const object = 'the SCIM endpoint as you gave it';
    return {
      changes: [{ action: 'remember', object, fields }],
      known: { provisioning: { endpoint } },
      observed,
    };
  },
  async apply(context, have, { told, brought }) {
    const endpoint = brought ?? told;
    if (endpoint !== undefined) return withToken(context, have, endpoint, false);
    const { settings } = consoleLinks(have.instance);
    const handover = scimEndpointHandover(settings, (text) => endpointOf(text, context, have));
    return handOver(context.person, handover, (asked) => withToken(context, have, asked, true));
  },
});

const WARN_DAYS = 90;

function tokenNotes(left: number | undefined): Note[] {
  if (left === undefined || left > WARN_DAYS) return [];
  const ends = left > 0 ? `ends in ${count(left, 'day')}` : 'has ended';
  return [
    {
      level: 'warning',
      text: `the access token for SCIM ${ends}, and then nothing is provisioned any more`,
      next: 'authentik-aws rotate scim-token',
    },
  ];
}

const hasAnother: Note = {
  level: 'warning',
  text: 'the SCIM provider in authentik sends to another endpoint; the one given now is not used',
  next: 'To change them: authentik admin interface → Applications → Providers',
};

const hasAnotherToken: Note = {
  level: 'warning',
  text: 'the SCIM provider in authentik has another access token; the one given now is not used',
  next: 'To give it to authentik: authentik-aws rotate scim-token',
};

/** Undefined where authentik does not show its token (from 2026.8 on). */
async function isTokenOf({ authentik }: Context, pk: number, brought: Secret) {
  const shown = await authentik.scimProviders.token(pk);
  return shown?.equals(usableScimToken(brought));
}

function yours(endpoint: string | undefined): Change {
  const object =
    endpoint === undefined
      ? 'enable automatic provisioning and bring the SCIM endpoint and the access token'
      : 'generate an access token: the one that came with the SCIM endpoint is not in authentik';
  return { action: 'you', object };
}

/** Tries the token before anything depends on it, then holds it for the step that stores it. */
async function withToken(
  context: Context,
  have: Have,
  endpoint: string,
  isFirst: boolean,
): Promise<Outcome<Gives>> {
  const { answers, held, memory, now, person } = context;
  // Saved first: the endpoint is worth remembering even if the token turns out wrong.
  await memory.remember('provisioning', { endpoint, tokenAt: now().toISOString() });
  const keep = async (token: Secret) => {
    held.scimToken = token;
    return done({ provisioning: { endpoint } });
  };
  if (answers.scimToken) {
    const token = usableScimToken(answers.scimToken);
    await tryScimToken(endpoint, token);
    return keep(token);
  }
  const { settings } = consoleLinks(have.instance);
  const read = async (text: string) => {
    const token = usableScimToken(new Secret(text.trim()));
    await tryScimToken(endpoint, token);
    return token;
  };
  return handOver(person, scimTokenHandover(settings, isFirst, read), keep);
}

function endpointOf(text: string, { answers, loopbackAws }: Context, { instance }: Have): string {
  const force = answers.forceScimEndpoint;
  return readScimEndpoint(text, { instance, force, loopback: loopbackAws }).url;
}
