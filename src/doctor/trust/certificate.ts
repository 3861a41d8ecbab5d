import { type Check, notApplicable, problem } from '../check.js';
import { endFinding } from '../ends.js';
import { metadataNow } from '../metadata-now.js';
import { stepFinding } from '../step-finding.js';

/** The certificate that signs: fit for AWS, valid, and for how long. */
export const certificate: Check = {
  id: 'certificate',
  group: 'trust',
  title: 'The signing certificate is valid and does not end soon',
  level: 'required',
  needs: ['set-up'],
  async run(context) {
    const setUp = await context.setUp();
    const found = (await metadataNow(setUp))?.certificate;
    const now = context.now();
    if (found && found.validFrom > now) {
      return problem('the signing certificate is not valid yet', 'Check the clock of authentik.');
    }
    if (found) {
      const ending = endFinding(found.validTo, now, {
        what: 'the certificate',
        consequence: 'nobody can sign in',
        remedy: 'authentik-aws rotate certificate',
      });
      if (ending.result === 'problem') return ending;
      const key = stepFinding(setUp, { step: 'signing-certificate', fine: ending.text });
      return key.result === 'problem' ? key : ending;
    }
    return notApplicable('it is not set up yet: authentik-aws setup');
  },
};
