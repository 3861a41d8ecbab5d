import { authentikReachable } from './authentik/reachable.js';
import { release } from './authentik/release.js';
import {
  rightsLook,
  rightsRotate,
  rightsScim,
  rightsSetUp,
  rightsUndo,
} from './authentik/rights.js';
import { tls } from './authentik/tls.js';
import { token } from './authentik/token.js';
import { accountRole } from './aws/account-role.js';
import { encryption } from './aws/encryption.js';
import { awsIdentity } from './aws/identity.js';
import { instance } from './aws/instance.js';
import { permissionSets } from './aws/permission-sets.js';
import { awsContext, awsReads } from './aws/reads.js';
import { consoleRights, writingRights } from './aws/simulated.js';
import { wayIn } from './aws/way-in.js';
import type { Check } from './check.js';
import { authorities } from './machine/authorities.js';
import { clocks } from './machine/clocks.js';
import { inputs } from './machine/inputs.js';
import { node } from './machine/node.js';
import { proxy } from './machine/proxy.js';
import { remembered, state } from './machine/state.js';
import { bindings } from './people/bindings.js';
import { nameIds } from './people/name-ids.js';
import { signIns } from './people/sign-ins.js';
import { somebody, somebodyByNow } from './people/somebody.js';
import { backchannel } from './provisioning/backchannel.js';
import { lastSync } from './provisioning/last-sync.js';
import { scimEndpoint } from './provisioning/scim-endpoint.js';
import { scimMapping } from './provisioning/scim-mapping.js';
import { scimProvider } from './provisioning/scim-provider.js';
import { scimToken } from './provisioning/scim-token.js';
import { acsUrl } from './trust/acs-url.js';
import { application } from './trust/application.js';
import { certificate } from './trust/certificate.js';
import { identitySource } from './trust/identity-source.js';
import { metadata } from './trust/metadata.js';
import { metadataAddress } from './trust/metadata-address.js';
import { metadataInAws } from './trust/metadata-in-aws.js';
import { otherSetUps } from './trust/other-set-ups.js';
import { samlProvider } from './trust/saml-provider.js';
import { setUp } from './trust/set-up.js';
import { startUrl } from './trust/start-url.js';

type Checks = readonly Check[];

const machine: Checks = [node, inputs, proxy, authorities, state, clocks];

const authentik: Checks = [
  authentikReachable,
  tls,
  release,
  token,
  rightsLook,
  rightsSetUp,
  rightsScim,
  rightsRotate,
  rightsUndo,
];

const aws: Checks = [
  awsIdentity,
  wayIn,
  accountRole,
  instance,
  awsReads,
  awsContext,
  encryption,
  permissionSets,
  consoleRights,
  writingRights,
];

/** What `status` calls SAML: single sign-on as it was set up. */
export const samlChecks: Checks = [
  application,
  samlProvider,
  certificate,
  metadata,
  identitySource,
  metadataInAws,
];

const trust: Checks = [setUp, ...samlChecks, metadataAddress, acsUrl, startUrl, otherSetUps];

/** What `status` calls SCIM: provisioning as it was set up. */
export const scimChecks: Checks = [scimMapping, scimProvider, backchannel, scimToken];

const provisioning: Checks = [...scimChecks, scimEndpoint, lastSync];

const people: Checks = [bindings, somebody, nameIds, signIns];

/** All that `doctor` looks at, group by group, in the order in which it is shown. */
export const checks: Checks = [
  ...machine,
  ...authentik,
  ...aws,
  ...trust,
  ...provisioning,
  ...people,
];

export { lastSync, remembered, signIns, somebodyByNow };
