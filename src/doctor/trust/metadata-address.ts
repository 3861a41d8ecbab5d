import { type Check, notApplicable, ok, problem } from '../check.js';
import { metadataNow } from '../metadata-now.js';

/** Where AWS sends browsers: authentik writes the address under which it believes to be asked. */
export const metadataAddress: Check = {
  id: 'metadata-address',
  group: 'trust',
  title: 'The metadata names the public https address of authentik',
  level: 'required',
  needs: ['set-up'],
  async run(context) {
    const now = await metadataNow(await context.setUp());
    if (now === undefined) return notApplicable('it is not set up yet: authentik-aws setup');
    const { url: own } = await context.authentik();
    const places = now.metadata.ssoUrls.map(({ url }) => originOf(url) ?? url);
    const elsewhere = places.find((place) => place !== new URL(own).origin);
    if (elsewhere !== undefined) {
      return problem(
        `the metadata sends browsers to ${elsewhere}, while authentik is reached at ${new URL(own).origin} here`,
        [
          'If a proxy stands in front of authentik: let it pass on the headers Host and X-Forwarded-Proto.',
          'Otherwise give the address that people use as --authentik-url.',
        ],
      );
    }
    const plain = places.find((place) => !place.startsWith('https:'));
    if (plain === undefined || context.rehearsal)
      return ok(`the metadata sends browsers to ${places[0]}`);
    return problem(
      `the metadata sends browsers to ${plain}, which is not https`,
      'Use the public https address of authentik as --authentik-url, then: authentik-aws setup',
    );
  },
};

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
