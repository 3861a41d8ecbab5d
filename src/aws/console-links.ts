import { instanceIdOf } from './identifiers.js';
import { hostsOf } from './partitions.js';

/** Addresses of the pages of the AWS console that the procedure leads to. */
export interface ConsoleLinks {
  /** Settings, with the tab Identity source. */
  readonly settings: string;
  readonly users: string;
}

/** The instance whose pages are meant. */
export interface ConsoleTarget {
  readonly region: string;
  readonly instanceArn: string;
  /** Origin of what plays AWS: no rehearsal may lead into the real console. */
  readonly playedBy?: string | undefined;
}

/**
 * Deep links into the console for an instance. Their form is seen in public code and write-ups for
 * the commercial partition and inferred for GovCloud and China; AWS documents none of them. Links
 * below Settings (the identity source tab, the change wizard) were found nowhere, so name the tab
 * and the menu beside the link.
 */
export function consoleLinks(target: ConsoleTarget): ConsoleLinks {
  if (target.playedBy !== undefined) return playedLinks(target.playedBy);
  const home = consoleHome(target.region);
  const suffix = instanceIdOf(target.instanceArn)?.replace(/^(?:sso)?ins-/, '');
  const page = (path: string) =>
    suffix === undefined ? `${home}#!/${path}` : `${home}#!/instances/${suffix}/${path}`;
  return {
    settings: page('settings'),
    users: page('users'),
  };
}

/** The pages of the sandbox, which have no menus of Regions and instances above them. */
function playedLinks(origin: string): ConsoleLinks {
  return { settings: `${origin}/console/settings`, users: `${origin}/console/users` };
}

/** IAM Identity Center's first page in a Region; it needs no instance. */
export function consoleHome(region: string): string {
  return `https://${region}.${hostsOf(region).console}/singlesignon/home?region=${region}`;
}
