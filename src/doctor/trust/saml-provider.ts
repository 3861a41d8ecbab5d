import type { Check } from '../check.js';
import { stepFinding } from '../step-finding.js';

/** The SAML provider against what AWS needs, field by field. */
export const samlProvider: Check = {
  id: 'saml-provider',
  group: 'trust',
  title: 'The SAML provider is set as AWS needs it',
  level: 'required',
  needs: ['set-up'],
  run: async (context) =>
    stepFinding(await context.setUp(), {
      step: 'saml-provider',
      fine: 'the SAML provider is set as AWS needs it',
    }),
};
