/**
 * The address that leads a member from the access portal straight to an account, in the form of the
 * user guide (createshortcutlink). The guide shows it for portals on awsapps.com only; whether the
 * other forms take it was tried by nobody, so that there is none for them.
 * @param roleName the name of the permission set
 */
export function shortcutLink(
  portalUrl: string,
  accountId: string,
  roleName: string,
): string | undefined {
  if (!/^https:\/\/[^/]+\.awsapps\.com\/start$/.test(portalUrl)) return undefined;
  const query = new URLSearchParams({ account_id: accountId, role_name: roleName });
  return `${portalUrl}/#/console?${query}`;
}
