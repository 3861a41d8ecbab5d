import { instanceIdOf } from './identifiers.js';
import { hostsOf } from './partitions.js';

/** Addresses of the pages of the AWS console that the procedure leads to. */
export interface ConsoleLinks {
  /** IAM Identity Center's first page. */
  readonly home: string;
  readonly dashboard: string;
  /** Settings, with the tab Identity source. */
  readonly settings: string;
  readonly users: string;
  /** The page of one user. */
  user(userId: string): string;
}

/**
 * Deep links into the console for an instance. Their form is seen in public code and write-ups for
 * the commercial partition and inferred for GovCloud and China; AWS documents none of them. Links
 * below Settings (the identity source tab, the change wizard) were found nowhere, so name the tab
 * and the menu beside the link.
 */
export function consoleLinks(target: { region: string; instanceArn: string }): ConsoleLinks {
  const home = consoleHome(target.region);
  const suffix = instanceIdOf(target.instanceArn)?.replace(/^(?:sso)?ins-/, '');
  const page = (path: string) =>
    suffix === undefined ? `${home}#!/${path}` : `${home}#!/instances/${suffix}/${path}`;
  return {
    home,
    dashboard: page('dashboard'),
    settings: page('settings'),
    users: page('users'),
    user: (userId) => page(`users/user-details/${encodeURIComponent(userId)}`),
  };
}

/** IAM Identity Center's first page in a Region; it needs no instance. */
export function consoleHome(region: string): string {
  return `https://${region}.${hostsOf(region).console}/singlesignon/home?region=${region}`;
}
