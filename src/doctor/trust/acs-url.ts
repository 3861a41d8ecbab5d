import { readAcsUrl } from '../../aws/acs-url.js';
import type { PortalUrls } from '../../aws/addresses.js';
import { chooseAcs, suitsInstance } from '../../aws/choose-acs.js';
import { type PortalForm, readPortalUrl } from '../../aws/portal-url.js';
import { recall } from '../../procedure/context.js';
import { ourProvider } from '../../procedure/our-provider.js';
import { type Check, type Finding, notApplicable, ok, problem } from '../check.js';
import type { SetUp } from '../context.js';

/** authentik holds one ACS URL, and AWS has several families of them. */
export const acsUrl: Check = {
  id: 'acs-url',
  group: 'trust',
  title: 'The ACS URL is the one that sign-ins will name',
  level: 'advice',
  needs: ['set-up'],
  async run(context) {
    const setUp = await context.setUp();
    const told =
      recall(setUp.context.memory, 'serviceProvider')?.value ??
      (setUp.unremembered && setUp.facts.serviceProvider);
    const { instance } = setUp.facts;
    if (told === undefined || instance === undefined) {
      return notApplicable('the service provider metadata of AWS was not brought yet');
    }
    const inUse = (await ourProvider(setUp.context, setUp.wishes.providerName))?.acsUrl;
    if (inUse !== undefined && inUse !== told.acsUrl) {
      return problem(
        `${inUse} is in authentik, and not ${told.acsUrl}, which was brought from AWS`,
        'authentik-aws setup',
      );
    }
    const held = readAcsUrl(told.acsUrl);
    const choice = chooseAcs([held, ...told.others.map(({ url }) => readAcsUrl(url))], instance);
    if (choice.chosen.url !== held.url) {
      return problem(
        `${held.url} is in authentik, but ${choice.chosen.url} is the better one. ${choice.because}`,
        chooseAnew,
      );
    }
    if (!suitsInstance(held, instance.createdDate)) return problem(choice.because, chooseAnew);
    return portalFinding(setUp, choice.portal) ?? ok(`the ACS URL is ${held.url}`);
  },
};

const chooseAnew =
  'See all of them in AWS: IAM Identity Center → Settings → "View ACS URLs". Then: authentik-aws setup --acs-url URL';

/** By which ACS URL each form of portal is expected to sign in; an alias is a classic address. */
const sameForm: Readonly<Record<PortalForm, keyof PortalUrls>> = {
  classic: 'classic',
  alias: 'classic',
  ipv4: 'ipv4',
  'dual-stack': 'dualStack',
};

/** Only of a portal that was told: the derived one is not known to be in use. */
function portalFinding({ context }: SetUp, expected: keyof PortalUrls): Finding | undefined {
  const url = recall(context.memory, 'accessPortal')?.value.url;
  if (url === undefined) return undefined;
  const { form } = readPortalUrl(url);
  if (sameForm[form] === expected) return undefined;
  return problem(
    `the access portal ${url} is of another form than the ACS URL in authentik, and a portal was seen to name the ACS URL of its own form`,
    'If sign-in fails, begin at another portal address: authentik-aws setup --portal-url URL',
  );
}
