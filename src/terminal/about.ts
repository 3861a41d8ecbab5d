import { readFileSync } from 'node:fs';

/** What a report of a bug has to say of the program and the machine. */
export interface About {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  /** Where bugs are reported, if the package says so. */
  readonly issues?: string;
}

function packageFacts(): { version?: unknown; bugs?: { url?: unknown } } {
  try {
    return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  } catch {
    // A report without the version is better than an error while showing an error.
    return {};
  }
}

/** Reads the version from the package; never fails. */
export function aboutThis(): About {
  const { version, bugs } = packageFacts();
  const facts = {
    version: typeof version === 'string' ? version : 'unknown',
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
  return typeof bugs?.url === 'string' ? { ...facts, issues: bugs.url } : facts;
}
