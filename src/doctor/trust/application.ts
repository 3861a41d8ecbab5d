import type { Check } from '../check.js';
import { stepFinding } from '../step-finding.js';

/** The application: there, joined to the provider, and open to the groups that were named. */
export const application: Check = {
  id: 'application',
  group: 'trust',
  title: 'The application is joined to the SAML provider',
  level: 'required',
  needs: ['set-up'],
  run: async (context) =>
    stepFinding(await context.setUp(), {
      step: 'application',
      fine: 'the application is joined to the SAML provider',
    }),
};
