import { catalogue } from '../../src/sandbox/faults/index.js';
import { authentikAnswers } from './cases/authentik-answers.js';
import { awsAddresses, awsFaults } from './cases/aws.js';
import { authentikConnections, proxies } from './cases/connections.js';
import { passingFaults } from './cases/passing.js';
import { rightCases } from './cases/rights.js';
import { scimSynced, scimTried } from './cases/scim.js';
import type { FaultCase } from './under-fault.js';

/** Faults that cannot do without a value, with one. */
const values: Readonly<Record<string, string>> = {
  'authentik-without-right': 'authentik_core.view_group',
  'aws-denies': 'identitystore:ListUsers',
};

/** Every fault of the sandbox by its name, ready to be armed: for tests that want them all. */
export const everyFault: readonly string[] = catalogue.map(({ name }) =>
  values[name] === undefined ? name : `${name}=${values[name]}`,
);

/** Every fault that is tried, with how a whole run ends under it. */
export const everyCase: readonly FaultCase[] = [
  ...authentikAnswers,
  ...authentikConnections,
  ...proxies,
  ...awsFaults,
  ...awsAddresses,
  ...scimTried,
  ...scimSynced,
  ...passingFaults,
  ...rightCases,
];
