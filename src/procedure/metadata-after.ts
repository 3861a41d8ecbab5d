import { AuthentikError, type SamlProvider } from '../authentik/index.js';
import type { FieldChange, Note } from '../engine/change.js';
import { readCertificate } from '../saml/certificate.js';
import {
  fingerprintOf,
  readIdentityProviderMetadata,
  type SingleSignOnService,
} from '../saml/identity-provider-metadata.js';
import { type Context, recall } from './context.js';
import { awsHas } from './trusted-metadata.js';

/** What decides about the metadata of a provider that is made or changed. */
interface ToCome {
  /** Absent: it is made anew. */
  readonly provider: SamlProvider | undefined;
  /** Of the application that it will be joined to. */
  readonly slug: string;
  readonly entityId: string;
  readonly signingKeyPk: string;
}

/**
 * Whether AWS was given exactly the metadata that authentik gives once a change is made; `undefined`
 * where nobody said that AWS was given any.
 */
export async function awsHasWhatComes(
  context: Context,
  toCome: ToCome,
): Promise<boolean | undefined> {
  const told = recall(context.memory, 'identitySource')?.value;
  if (told === undefined) return undefined;
  try {
    return awsHas(told, await fingerprintToCome(context, toCome));
  } catch (error) {
    // Who may not read the certificate is better warned in vain than not at all.
    if (error instanceof AuthentikError) return false;
    throw error;
  }
}

async function fingerprintToCome(context: Context, toCome: ToCome): Promise<string> {
  const { pem } = readCertificate(await context.authentik.certificates.pem(toCome.signingKeyPk));
  return fingerprintOf({
    entityId: toCome.entityId,
    certificates: [pem.replaceAll(/-----[A-Z ]+-----|\s/g, '')],
    ssoUrls: await signInAddresses(context, toCome),
    wantAuthnRequestsSigned: false,
  });
}

/** Whether AWS knows a field of the provider from the metadata it was given. */
export function isInMetadata({ field }: Pick<FieldChange, 'field'>): boolean {
  return field === 'issuer' || field === 'signing key';
}

/**
 * What a change does to whoever signs in.
 * @param fits see {@link awsHasWhatComes}; absent where the change touches nothing that AWS knows
 */
export function signInNotes(fits: boolean | undefined): Note[] {
  if (fits === undefined) return [];
  if (fits) {
    const text =
      'AWS was given just what authentik gives after this change: sign-ins work again then';
    return [{ level: 'info', text }];
  }
  const text =
    'AWS was given other metadata before: from this change on nobody can sign in until it has the new';
  return [{ level: 'warning', text }];
}

/** Those of now, under the slug that is to be; where there are none yet, as all releases form them. */
async function signInAddresses(
  { authentik }: Context,
  { provider, slug }: ToCome,
): Promise<SingleSignOnService[]> {
  const now = provider?.applicationSlug;
  const xml =
    provider && now !== undefined
      ? await authentik.identityProviderMetadata(provider.pk)
      : undefined;
  if (xml === undefined) return asEveryReleaseHasThem(`${authentik.url}/application/saml/${slug}/`);
  return readIdentityProviderMetadata(xml).ssoUrls.map(({ binding, url }) => ({
    binding,
    url: url.replace(`/application/saml/${now}/`, `/application/saml/${slug}/`),
  }));
}

/** Recorded on 2023.10.7 to 2026.2.2; authentik/providers/saml/urls.py. */
function asEveryReleaseHasThem(base: string): SingleSignOnService[] {
  const bindings = [
    ['Redirect', 'redirect'],
    ['POST', 'post'],
  ] as const;
  return bindings.map(([name, path]) => ({
    binding: `urn:oasis:names:tc:SAML:2.0:bindings:HTTP-${name}`,
    url: `${base}sso/binding/${path}/`,
  }));
}
