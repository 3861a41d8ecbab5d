import { type Check, ok, problem } from '../check.js';
import type { Machine } from '../context.js';

/**
 * How the proxy variables will be used: requests to authentik and to the SCIM endpoint honour them,
 * the AWS SDK for JavaScript does not (its developer guide, node-configuring-proxies).
 */
export const proxy: Check = {
  id: 'proxy',
  group: 'machine',
  title: 'Proxy variables do what was meant',
  level: 'advice',
  needs: [],
  async run({ machine }) {
    const set = proxyVariables(machine);
    if (set.length === 0) return ok('no proxy is named in the environment');
    const names = set.join(', ');
    const except = variable(machine, 'NO_PROXY');
    const around = except === undefined ? '' : `, but for the hosts in ${except}`;
    return problem(
      `${names} will be used for authentik and the SCIM endpoint${around}; the AWS SDK goes to AWS directly, whatever it says`,
      'If AWS is not reached directly from here, let the firewall pass HTTPS to amazonaws.com.',
    );
  },
};

/** The names alone: a value may hold a password. */
function proxyVariables(machine: Machine): string[] {
  return ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'].flatMap(
    (name) => variable(machine, name) ?? [],
  );
}

/** The name in the case in which it is set; the lower one wins where both are, as in axios. */
function variable({ env }: Machine, name: string): string | undefined {
  return [name.toLowerCase(), name].find((each) => (env[each] ?? '') !== '');
}
