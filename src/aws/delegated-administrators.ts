import { explained, explainedPages } from './errors.js';
import { operations } from './iam-actions.js';
import { callOf, type Session } from './session.js';

/** The name under which IAM Identity Center is delegated (user guide, delegated-admin). */
const SERVICE_PRINCIPAL = 'sso.amazonaws.com';

/**
 * The accounts that may administer IAM Identity Center for the organization. AWS answers the
 * management account and delegated administrators alone (Organizations reference,
 * ListDelegatedAdministrators).
 *
 * @throws AwsError when it does not answer these credentials.
 */
export async function delegatedAdministrators(session: Session): Promise<readonly string[]> {
  const call = callOf(session, operations.listDelegatedAdministrators);
  return explained(call, async () => {
    const { sdk, client } = await session.clients.organizations();
    const pages = sdk.paginateListDelegatedAdministrators(
      { client },
      { ServicePrincipal: SERVICE_PRINCIPAL },
    );
    const ids: string[] = [];
    for await (const page of explainedPages(call, pages)) {
      ids.push(...(page.DelegatedAdministrators ?? []).flatMap(({ Id }) => Id ?? []));
    }
    return ids;
  });
}
