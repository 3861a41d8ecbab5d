import { recall } from '../../procedure/context.js';
import { type Check, notApplicable, notKnown, ok, problem } from '../check.js';
import { metadataNow } from '../metadata-now.js';
import { fieldsThatDiffer } from '../step-finding.js';

/** Fields of the SAML provider that its metadata carries to AWS. */
const CARRIED = ['issuer', 'signing key'];

/** Issuer, certificate and addresses of authentik against what AWS was given. */
export const metadataInAws: Check = {
  id: 'metadata-in-aws',
  group: 'trust',
  title: 'AWS has the metadata that authentik gives now',
  level: 'required',
  needs: ['set-up'],
  async run(context) {
    const setUp = await context.setUp();
    const told = recall(setUp.context.memory, 'identitySource')?.value;
    const unsaid = 'nobody said here that AWS was given the metadata';
    if (told === undefined) return setUp.unremembered ? notKnown(unsaid) : notApplicable(unsaid);
    const now = await metadataNow(setUp);
    if (now === undefined) return notKnown('authentik gives no metadata at the moment');
    if (now.fingerprint === told.fingerprint) {
      return ok('AWS was given just the metadata that authentik gives now');
    }
    const changed = fieldsThatDiffer(setUp, 'saml-provider').filter((field) =>
      CARRIED.includes(field),
    );
    if (changed.length > 0) return notKnown(`it follows from saml-provider: ${changed.join(', ')}`);
    const what =
      now.metadata.entityId === told.entityId
        ? 'certificate or addresses are others'
        : `its issuer is ${now.metadata.entityId} now, and AWS was given ${told.entityId}`;
    return problem(
      `authentik gives other metadata than AWS was given: ${what}`,
      'Give AWS the new metadata: authentik-aws setup',
    );
  },
};
