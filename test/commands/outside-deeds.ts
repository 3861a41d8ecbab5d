import { applicationOf, providerOf } from '../procedure/answers.js';
import type { Row, Stage } from './stage.js';

/** Something that an administrator does in authentik, behind the back of this program. */
export interface Deed {
  readonly what: string;
  /** Whether it is about provisioning. */
  readonly scim?: true;
  do(stage: Stage): Promise<unknown>;
  /** What the plan must say of it: the object's beginning, what became of it, and the fields. */
  readonly told: {
    readonly object: string;
    readonly kind: 'changed' | 'gone';
    readonly fields: readonly string[];
  };
}

const certificates = '/crypto/certificatekeypairs/';
const dedicated = 'AWS IAM Identity Center signing';

/** A signing key is taken only together with what it signs. */
async function patchProvider(stage: Stage, fields: Row): Promise<void> {
  const signing = fields.signing_kp ? { sign_assertion: true } : {};
  const { pk } = await providerOf(stage);
  await stage.call('PATCH', `/providers/saml/${pk}/`, { ...signing, ...fields });
}

async function generate(stage: Stage, common_name: string): Promise<unknown> {
  const wanted = { common_name, subject_alt_name: '', validity_days: 400 };
  return Object(await stage.call('POST', `${certificates}generate/`, wanted)).pk;
}

async function keyPairOf(stage: Stage): Promise<unknown> {
  return (await stage.list(`${certificates}?name=${encodeURIComponent(dedicated)}`))[0]?.pk;
}

/** The seven deeds that a set-up has to survive. */
export const deeds: readonly Deed[] = [
  {
    what: 'deletes the SAML provider',
    do: async (stage) => stage.call('DELETE', `/providers/saml/${(await providerOf(stage)).pk}/`),
    told: { object: 'SAML provider "AWS IAM Identity Center"', kind: 'gone', fields: [] },
  },
  {
    what: 'renames the application',
    do: (stage) =>
      stage.call('PATCH', '/core/applications/aws/', { slug: 'aws-prod', name: 'Amazon' }),
    told: {
      object: 'application "aws"',
      kind: 'changed',
      fields: ['name: AWS → Amazon', 'slug: aws → aws-prod'],
    },
  },
  {
    what: 'changes the audience',
    do: (stage) => patchProvider(stage, { audience: 'urn:amazon:webservices' }),
    told: {
      object: 'SAML provider "AWS IAM Identity Center"',
      kind: 'changed',
      fields: ['audience: https://… → urn:amazon:webservices'],
    },
  },
  {
    what: 'rotates the certificate',
    async do(stage) {
      await stage.call('DELETE', `${certificates}${await keyPairOf(stage)}/`);
      await patchProvider(stage, { signing_kp: await generate(stage, dedicated) });
    },
    told: {
      object: `key pair "${dedicated}"`,
      kind: 'changed',
      fields: ['id: … → …', 'fingerprint: … → …', 'valid until: … → …'],
    },
  },
  {
    what: 'removes the SCIM provider',
    scim: true,
    async do(stage) {
      const [provider] = await stage.list('/providers/scim/');
      await stage.call('DELETE', `/providers/scim/${provider?.pk}/`);
    },
    told: { object: 'SCIM provider "AWS IAM Identity Center SCIM"', kind: 'gone', fields: [] },
  },
  {
    what: 'edits the mapping',
    scim: true,
    async do(stage) {
      const [mapping] = await stage.list(
        `/propertymappings/provider/scim/?name=${encodeURIComponent('zz AWS IAM Identity Center SCIM user')}`,
      );
      const expression = 'return {"userName": request.user.username}';
      await stage.call('PATCH', `/propertymappings/provider/scim/${mapping?.pk}/`, { expression });
    },
    told: {
      object: 'property mapping "zz AWS IAM Identity Center SCIM user"',
      kind: 'changed',
      fields: ['expression: … → return {"userName": request.user.username}'],
    },
  },
  {
    what: 'swaps the signing key',
    do: async (stage) => patchProvider(stage, { signing_kp: await generate(stage, 'prod-2026') }),
    told: {
      object: 'SAML provider "AWS IAM Identity Center"',
      kind: 'changed',
      fields: [`signing key: ${dedicated} → prod-2026`],
    },
  },
];

/** Whatever differs from run to run, left out of a line of {@link Deed.told}. */
export function fits(line: string, pattern: string): boolean {
  const literal = pattern.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('[^]*')}$`).test(line);
}

/** Every object that the program made, by name: none may be there twice. */
export async function everything(stage: Stage): Promise<Record<string, string[]>> {
  const names = async (path: string, name = 'name') =>
    (await stage.list(path)).map((row) => String(row[name])).sort();
  return {
    keyPairs: (await names(certificates)).filter((name) => name === dedicated),
    providers: await names('/providers/all/'),
    applications: await names('/core/applications/?superuser_full_list=true', 'slug'),
    bindings: (await stage.list('/policies/bindings/')).map(({ order }) => String(order)),
    mappings: (await names('/propertymappings/provider/scim/')).filter((name) =>
      name.startsWith('zz '),
    ),
  };
}

/** The application's provider and its name. */
export async function joinedTo(stage: Stage): Promise<unknown[]> {
  const { name, provider } = await applicationOf(stage);
  return [name, provider === (await providerOf(stage)).pk];
}
