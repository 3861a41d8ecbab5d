import { type Check, notApplicable, ok } from '../check.js';
import { metadataNow } from '../metadata-now.js';
import { stepFinding, stepOf } from '../step-finding.js';

/** What AWS demands of the metadata: its size, and what it must and must not say. */
export const metadata: Check = {
  id: 'metadata',
  group: 'trust',
  title: 'AWS would take the metadata of authentik',
  level: 'required',
  needs: ['set-up'],
  async run(context) {
    const setUp = await context.setUp();
    const now = await metadataNow(setUp);
    const step = 'identity-provider-metadata';
    const fine = `the metadata has ${now?.xml.length ?? 0} characters, and AWS takes 75,000`;
    const notes = stepOf(setUp, step)?.notes ?? [];
    if (notes.some(({ level }) => level === 'blocking')) return stepFinding(setUp, { step, fine });
    if (now === undefined) return notApplicable('it is not set up yet: authentik-aws setup');
    return ok(fine);
  },
};
