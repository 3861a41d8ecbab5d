import type { Row, Stage } from './stage.js';

/** What the program made at authentik, by name or address; each must be there once. */
export interface Census {
  readonly certificates: readonly unknown[];
  readonly providers: readonly unknown[];
  readonly applications: readonly unknown[];
  readonly bindings: readonly unknown[];
}

/** What a finished set-up for one group holds. */
export const eachOnce: Census = {
  certificates: ['AWS IAM Identity Center signing'],
  providers: ['AWS IAM Identity Center'],
  applications: ['aws'],
  bindings: ['aws-users'],
};

/** Counts over authentik's own API what stands there; its shared default certificate is left out. */
export async function censusOf(stage: Stage): Promise<Census> {
  const [certificates, providers, applications, bindings] = await Promise.all([
    stage.list('/crypto/certificatekeypairs/'),
    stage.list('/providers/saml/'),
    stage.list('/core/applications/?superuser_full_list=true'),
    stage.list('/policies/bindings/'),
  ]);
  return {
    certificates: valuesOf(certificates, 'name').filter((name) => name !== SHARED_DEFAULT),
    providers: valuesOf(providers, 'name'),
    applications: valuesOf(applications, 'slug'),
    bindings: bindings.map(({ group_obj }) => Object(group_obj).name),
  };
}

const SHARED_DEFAULT = 'authentik Self-signed Certificate';

function valuesOf(rows: readonly Row[], key: string): unknown[] {
  return rows.map((row) => row[key]);
}
