import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Secret } from '../../../src/basics/secret.js';
import {
  fingerprintOf,
  readIdentityProviderMetadata,
} from '../../../src/saml/identity-provider-metadata.js';
import { markOf } from '../../../src/upkeep/rotate-scim-token/token-mark.js';
import type { Row, Stage } from '../../commands/stage.js';

/** The objects of authentik by what they are. */
export type RowsByKind = Readonly<Record<string, readonly Row[]>>;

type Names = readonly (readonly [drawn: string, name: string])[];

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)/g;
const OUTPOST = /ak-outpost-[0-9a-f]{32}/g;
/** The signature over metadata, and the identifiers that it is drawn with. */
const SIGNATURE = /(?<=<ds:(DigestValue|SignatureValue)>)[^<]+/g;
/** The tenant from which AWS has somebody's external ID, which outlives provisioning. */
const ISSUER = /(?<=https:\/\/scim\.aws\.com\/)[0-9a-f-]{30,}/g;
/** As it stands in JSON: in PEM with line ends, elsewhere without. */
const CERTIFICATE = /MII(?:[A-Za-z0-9+/=]|\\n){300,}/g;

/**
 * Turns a thing of a stage into a line of JSON that reads alike on every stage: what was drawn by
 * lot there (keys, addresses, tenants, certificates, tokens) is called by name, and every time
 * `TIME`. Of two things with one name the line stands there twice.
 */
export function namesOn(stage: Stage, rows: RowsByKind): (thing: unknown) => string {
  const names = [...ofAuthentik(stage, rows), ...ofAws(stage)]
    .filter(([drawn]) => drawn !== '')
    .sort(([one], [other]) => other.length - one.length);
  const owners = new Map(
    rows['key pairs']?.map(({ fingerprint_sha256, name }) => [fingerprint_sha256, name]),
  );
  return (thing) =>
    names
      .reduce((line, [drawn, name]) => line.replaceAll(drawn, `<${name}>`), JSON.stringify(thing))
      .replaceAll(SIGNATURE, 'SIGNED')
      .replaceAll(CERTIFICATE, (text) => `<certificate of ${owners.get(sha256(text))}>`)
      .replaceAll(ISSUER, '<the tenant for SCIM>')
      .replaceAll(OUTPOST, '<the outpost>')
      .replaceAll(TIME, 'TIME');
}

function sha256(base64: string): string {
  const der = Buffer.from(base64.replaceAll('\\n', ''), 'base64');
  return createHash('sha256')
    .update(der)
    .digest('hex')
    .replaceAll(/..(?=.)/g, '$&:');
}

const DRAWN = ['pk', 'uid', 'uuid', 'fingerprint_sha256', 'fingerprint_sha1'] as const;

function ofAuthentik({ authentik, folder, metadataPath }: Stage, rows: RowsByKind): Names {
  const { url, token } = authentik;
  return [
    [url, 'authentik'],
    [token, 'the token of authentik'],
    [folder, 'the folder'],
    [metadataFingerprint(metadataPath), 'the fingerprint of the metadata written'],
    [nextFingerprint(metadataPath), 'the fingerprint of the metadata with the next certificate'],
    ...contentsIn(dirname(metadataPath)),
    ...Object.entries(rows).flatMap(([kind, all]) =>
      all.flatMap((row) =>
        drawnFor(row).map(
          ([drawn, field]) => [drawn, `${field} of ${kind} ${nameOf(row)}`] as const,
        ),
      ),
    ),
  ];
}

function metadataFingerprint(path: string): string {
  if (!existsSync(path)) return '';
  return fingerprintOf(readIdentityProviderMetadata(readFileSync(path, 'utf8')));
}

/** Of the metadata once the certificate that a rotation wrote signs. */
function nextFingerprint(metadataPath: string): string {
  const path = join(dirname(metadataPath), 'authentik-aws-next-certificate.pem');
  if (!existsSync(metadataPath) || !existsSync(path)) return '';
  const metadata = readIdentityProviderMetadata(readFileSync(metadataPath, 'utf8'));
  const certificate = readFileSync(path, 'utf8').replaceAll(/-----[A-Z ]+-----|\s/g, '');
  return fingerprintOf({ ...metadata, certificates: [certificate] });
}

/** The digests by which the state file knows the files that were written. */
function contentsIn(folder: string): [string, string][] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => {
    const digest = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
    return [digest, `the content of ${name}`];
  });
}

function drawnFor(row: Row): [string, string][] {
  return DRAWN.flatMap((field): [string, string][] => {
    const drawn = row[field];
    return typeof drawn === 'string' ? [[drawn, field]] : [];
  });
}

function nameOf({ slug, identifier, username, name, group_obj: group }: Row): unknown {
  return slug ?? identifier ?? username ?? name ?? Object(group).name;
}

function ofAws({ aws, instance }: Stage): Names {
  const { provisioning, directory, access } = instance;
  const { users, groups, memberships } = directory;
  const newest = provisioning?.tokens.at(-1)?.value ?? '';
  return [
    [aws.endpoint, 'AWS'],
    [instance.instanceId, 'the instance'],
    [instance.identityStoreId, 'the identity store'],
    [instance.serviceProviderTenantId, 'the tenant for SAML'],
    [provisioning?.tenantId ?? '', 'the tenant for SCIM'],
    [newest, 'the newest access token'],
    [markOf(new Secret(newest)), 'the mark of the newest access token'],
    ...users.all().map(({ userId, userName }) => [userId, `user ${userName}`] as const),
    ...groups.all().map(({ groupId, displayName }) => [groupId, `group ${displayName}`] as const),
    ...access.permissionSets.map(({ arn, name }) => [arn, `permission set ${name}`] as const),
    ...memberships.all().map(({ membershipId }) => [membershipId, 'membership'] as const),
  ];
}
