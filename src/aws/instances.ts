import type { Membership } from './account.js';
import { explained, explainedPages, isNotAllowedOrUnknown } from './errors.js';
import { operations } from './iam-actions.js';
import { type InstanceSummary, joinAnswers, summaryOf } from './instance-shapes.js';
import { listed } from './listed.js';
import { loopbackOrigin } from './loopback.js';
import { callOf, type Session } from './session.js';

export type { InstanceSummary } from './instance-shapes.js';

/** An instance with all that AWS tells of it. */
export interface IdentityCenterInstance extends InstanceSummary {
  /**
   * Whether it is the organization's. Found by comparing its owner with the management account,
   * because no API says it.
   */
  readonly kind: 'organization' | 'account' | 'unknown';
  readonly kms?: { readonly keyType: string; readonly keyArn?: string | undefined } | undefined;
  /** Whether permission sets can be assigned; AWS tells it since August 2026. */
  readonly permissionSetsEnabled?: boolean | undefined;
  /** Origin of what plays AWS on this machine; undefined for AWS itself. */
  readonly playedBy?: string | undefined;
  /** What could not be looked up, and what that means, as sentences. */
  readonly limits: readonly string[];
}

/** All instances that these credentials see in this Region. */
export async function listInstances(session: Session): Promise<InstanceSummary[]> {
  const call = callOf(session, operations.listInstances);
  const { sdk, client } = await session.clients.ssoAdmin();
  const found: InstanceSummary[] = [];
  for await (const page of explainedPages(call, sdk.paginateListInstances({ client }, {}))) {
    for (const instance of await explained(call, async () => listed(page.Instances))) {
      found.push(await explained(call, async () => summarise(session, instance)));
    }
  }
  return found;
}

/**
 * Looks one instance up. Where AWS does not let these credentials describe or list it, the other
 * answer alone is used and `limits` says so.
 *
 * @throws AwsError when AWS tells nothing of it.
 */
export async function describeInstance(
  session: Session,
  arn: string,
  asked: Promise<Membership>,
): Promise<IdentityCenterInstance> {
  const [listed, described, membership] = await Promise.all([
    orNothing(listedAnswer(session, arn)),
    orNothing(describedAnswer(session, arn)),
    asked,
  ]);
  const call = callOf(session, operations.describeInstance);
  if (listed.refusal !== undefined && described.refusal !== undefined) throw described.refusal;
  return explained(call, async () => {
    const answer = joinAnswers(listed.answer, described.answer);
    const key = answer.EncryptionConfigurationDetails;
    return {
      ...summaryOf(answer, session.route.region),
      kind: kindOf(answer.OwnerAccountId, membership),
      kms: key && { keyType: key.KeyType, keyArn: key.KmsKeyArn },
      permissionSetsEnabled: answer.PermissionSetsEnabled,
      playedBy: loopbackOrigin(session.route.endpoint),
      limits: [
        ...(described.refusal === undefined ? [] : [NOT_DESCRIBED]),
        ...(membership === 'not-allowed' ? [NO_ORGANIZATION] : []),
      ],
    };
  });
}

const NOT_DESCRIBED =
  'sso:DescribeInstance is not allowed, so the encryption key is not known, nor whether permission sets are on.';

const NO_ORGANIZATION =
  "organizations:DescribeOrganization is not allowed, so it is not known whether this is the organization's instance. Only that one can change its identity source.";

function summarise(session: Session, answer: object): InstanceSummary {
  return summaryOf(joinAnswers(answer), session.route.region);
}

async function listedAnswer(session: Session, arn: string): Promise<object | undefined> {
  const call = callOf(session, operations.listInstances);
  const { sdk, client } = await session.clients.ssoAdmin();
  for await (const page of explainedPages(call, sdk.paginateListInstances({ client }, {}))) {
    const found = page.Instances?.find((instance) => instance.InstanceArn === arn);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function describedAnswer(session: Session, arn: string): Promise<object | undefined> {
  return explained(callOf(session, operations.describeInstance), async () => {
    const { sdk, client } = await session.clients.ssoAdmin();
    return client.send(new sdk.DescribeInstanceCommand({ InstanceArn: arn }));
  });
}

interface AnswerOrRefusal {
  readonly answer?: object | undefined;
  readonly refusal?: unknown;
}

async function orNothing(answer: Promise<object | undefined>): Promise<AnswerOrRefusal> {
  try {
    return { answer: await answer };
  } catch (error) {
    if (isNotAllowedOrUnknown(error)) return { refusal: error };
    throw error;
  }
}

/** Without an organization there can be account instances only. */
function kindOf(ownerAccountId: string, membership: Membership): IdentityCenterInstance['kind'] {
  if (membership === 'not-allowed') return 'unknown';
  if (membership === 'none') return 'account';
  return membership.managementAccountId === ownerAccountId ? 'organization' : 'account';
}
