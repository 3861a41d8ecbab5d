import type { Check } from '../check.js';
import { wasHandedOver } from '../was-set-up.js';
import { rightsCheck } from './rights-check.js';

/** Without these nothing below can be looked at. */
export const rightsLook: Check = rightsCheck({
  id: 'rights-look',
  part: 'look',
  partFor: async (context) => ((await context.scimWanted()) ? 'look-scim' : 'look'),
  purpose: 'look at a set-up',
  level: 'required',
});

/** For `setup`; once all is set up, a token that only looks is a good one for monitoring. */
export const rightsSetUp: Check = rightsCheck({
  id: 'rights-setup',
  part: 'set-up',
  purpose: 'set up SAML',
  level: 'required',
  weigh: async (context) => ((await isHandedOver(context)) ? 'advice' : 'required'),
});

/** For `setup --scim`. */
export const rightsScim: Check = rightsCheck({
  id: 'rights-scim',
  part: 'scim',
  purpose: 'set up SCIM',
  level: 'advice',
});

/** For `rotate certificate` and `rotate scim-token`. */
export const rightsRotate: Check = rightsCheck({
  id: 'rights-rotate',
  part: 'rotate',
  purpose: 'rotate certificate and token',
  level: 'advice',
});

/** For `undo`. */
export const rightsUndo: Check = rightsCheck({
  id: 'rights-undo',
  part: 'undo',
  purpose: 'undo a set-up',
  level: 'advice',
});

type RunContext = Parameters<Check['run']>[0];

/** Where the set-up cannot be looked at, nothing is known to be finished. */
async function isHandedOver(context: RunContext): Promise<boolean> {
  return context.setUp().then(
    ({ context: { memory } }) => wasHandedOver(memory),
    () => false,
  );
}
