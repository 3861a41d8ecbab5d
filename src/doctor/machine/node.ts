import { type Check, ok, problem } from '../check.js';

/** The oldest release that is supported; the same as in package.json, which `bin/` asks. */
const OLDEST = [20, 17] as const;

/** Which Node runs this, and where. */
export const node: Check = {
  id: 'node',
  group: 'machine',
  title: 'Node is recent enough',
  level: 'required',
  needs: [],
  async run({ machine }) {
    const { nodeVersion, platform } = machine;
    const [major = 0, minor = 0] = nodeVersion.replace(/^v/, '').split('.').map(Number);
    const [oldest, leastMinor] = OLDEST;
    const text = `Node ${nodeVersion.replace(/^v/, '')} on ${platform}`;
    if (major > oldest || (major === oldest && minor >= leastMinor)) return ok(text);
    return problem(`${text}; ${OLDEST.join('.')} or later is needed`, 'Install a newer Node.');
  },
};
