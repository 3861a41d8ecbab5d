import { type Check, problem } from '../check.js';
import { stepFinding } from '../step-finding.js';

/** The SAML provider against what AWS needs, field by field. */
export const samlProvider: Check = {
  id: 'saml-provider',
  group: 'trust',
  title: 'The SAML provider is set as AWS needs it',
  level: 'required',
  needs: ['set-up'],
  async run(context) {
    const setUp = await context.setUp();
    const acsUrl = setUp.unremembered?.strange.acsUrl;
    if (acsUrl !== undefined) {
      const remedy = 'Bring the one of AWS: authentik-aws setup --acs-url URL';
      return problem(`the SAML provider sends sign-ins to ${acsUrl}`, remedy);
    }
    return stepFinding(setUp, {
      step: 'saml-provider',
      fine: 'the SAML provider is set as AWS needs it',
    });
  },
};
