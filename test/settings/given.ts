import type { Given } from '../../src/settings/given.js';

/** What was given from outside, where a test names only what it is about. */
export function given(parts: Partial<Given> = {}): Given {
  return { flags: {}, env: {}, dotenv: {}, cwd: '/nowhere', ...parts };
}
