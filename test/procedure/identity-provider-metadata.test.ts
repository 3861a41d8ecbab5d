import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readIdentityProviderMetadata } from '../../src/saml/identity-provider-metadata.js';
import { oneLine } from '../commands/run-program.js';
import { noteLines, plannedStep } from '../commands/seen-plan.js';
import { type Stage, startStage } from '../commands/stage.js';
import { acs, finish } from './answers.js';
import { selfSigned } from './key-pairs.js';

let stage: Stage;
const step = (...flags: string[]) => plannedStep(stage, 'identity-provider-metadata', ...flags);
const certificatePath = () => join(stage.folder, 'files', 'authentik-aws-certificate.pem');

/** What becomes of the metadata on its way; `undefined`: authentik gives none. */
let doctor: (xml: string) => string | undefined = (xml) => xml;

async function intercept(request: Request): Promise<Response | undefined> {
  const { url, headers } = request;
  if (!new URL(url).pathname.endsWith('/metadata/') || headers.has('x-as-it-is')) return undefined;
  const asItIs = { authorization: headers.get('authorization') ?? '', 'x-as-it-is': 'yes' };
  const answer = await (await fetch(url, { headers: asItIs })).json();
  const metadata = doctor(String(Object(answer).metadata));
  if (metadata === undefined) return Response.json({ detail: 'Not found.' }, { status: 404 });
  return Response.json({ ...Object(answer), metadata });
}

beforeAll(async () => {
  stage = await startStage({ authentik: { intercept } });
  expect((await stage.run(['setup', '--no-input', ...acs(stage)])).code).toBe(3);
});

afterAll(() => stage.close());

afterEach(() => {
  doctor = (xml) => xml;
});

test('two files are written: metadata, and the certificate that it holds', async () => {
  const metadata = readIdentityProviderMetadata(readFileSync(stage.metadataPath, 'utf8'));
  const pem = readFileSync(certificatePath(), 'utf8');
  expect(pem).toMatch(/^-----BEGIN CERTIFICATE-----\n[\s\S]+\n-----END CERTIFICATE-----\n$/);
  const bare = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  expect(metadata.certificates.map((text) => text.replaceAll(/\s/g, ''))).toEqual([bare]);
  expect(metadata.ssoUrls.map(({ url }) => url).join()).toContain(stage.authentik.url);
});

test('they are written again only when they are gone or say something else', async () => {
  expect((await step()).changes).toEqual([]);
  rmSync(stage.metadataPath);
  const planned = await step();
  expect(planned.changes).toEqual([
    expect.objectContaining({ action: 'write', object: stage.metadataPath }),
    expect.objectContaining({ action: 'write', object: certificatePath() }),
  ]);
  writeFileSync(stage.metadataPath, 'something else');
  expect((await step()).changes).toHaveLength(2);
  await stage.run(['setup', '--no-input']);
  expect((await step()).changes).toEqual([]);
});

test('what another file holds that stands in their place is kept', async () => {
  writeFileSync(stage.metadataPath, 'mine');
  await stage.run(['setup', '--no-input']);
  expect(readFileSync(`${stage.metadataPath}.backup`, 'utf8')).toBe('mine');
  expect((await step()).changes).toEqual([]);
});

test('a link that stands in their place is replaced and not followed', async () => {
  const elsewhere = join(stage.folder, 'elsewhere');
  for (const path of [stage.metadataPath, certificatePath()]) {
    writeFileSync(elsewhere, readFileSync(path));
    rmSync(path);
    symlinkSync(elsewhere, path);
  }
  // What it leads to says what the file should: still it is another's.
  expect((await step()).changes).toHaveLength(2);
  writeFileSync(elsewhere, 'mine');
  expect((await stage.run(['setup', '--no-input'])).code).toBe(3);
  expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
  expect(lstatSync(stage.metadataPath).isFile()).toBe(true);
  expect(lstatSync(certificatePath()).isFile()).toBe(true);
  expect(readdirSync(join(stage.folder, 'files')).filter((name) => name.endsWith('.part'))).toEqual(
    [],
  );
});

test('a folder that stands in their place is told with another way', async () => {
  rmSync(stage.metadataPath);
  mkdirSync(stage.metadataPath);
  const { code, stderr } = await stage.run(['setup', '--no-input']);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain('is not an ordinary file');
  expect(oneLine(stderr)).toContain('Name another folder with --output-dir FOLDER');
  rmSync(stage.metadataPath, { recursive: true });
});

test('a folder that is a link is the one that was named', async () => {
  const real = join(stage.folder, 'real');
  const linked = join(stage.folder, 'linked');
  mkdirSync(real);
  symlinkSync(real, linked);
  await stage.run(['setup', '--no-input', '--output-dir', linked]);
  expect(readdirSync(real)).toContain('authentik-aws-metadata.xml');
});

test('a folder that cannot be made is told with another way', async () => {
  const file = join(stage.folder, 'file');
  writeFileSync(file, '');
  const argv = ['setup', '--no-input', '--output-dir', join(file, 'below')];
  const { code, stderr } = await stage.run(argv);
  expect(code).toBe(1);
  expect(oneLine(stderr)).toContain('The files for AWS cannot be written to');
});

test('once AWS has the metadata the files are not needed any more', async () => {
  await finish(stage);
  rmSync(join(stage.folder, 'files'), { recursive: true });
  expect(await step()).toMatchObject({ state: 'in-place', changes: [] });
  await finish(stage);
  expect(existsSync(join(stage.folder, 'files'))).toBe(false);
  mkdirSync(join(stage.folder, 'files'));
});

test('an address that only this machine knows is warned of, since browsers are sent there', async () => {
  expect(noteLines(await step())).toEqual([
    expect.stringMatching(/^warning: AWS will send browsers to http:.*, which is not https$/),
  ]);
});

describe('metadata that would not work', () => {
  const other = async () => {
    const pair = await selfSigned({ kind: 'ec', from: new Date(0), to: new Date(4e12) });
    return pair.certificate_data.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  };

  test.each([
    [
      'another name',
      /entityID="[^"]*"/,
      'entityID="urn:example:other"',
      'but authentik will sign as',
    ],
    [
      'a wish for signed requests',
      /<(\w+:)?IDPSSODescriptor /,
      '$&WantAuthnRequestsSigned="true" ',
      'The provider asks for signed requests, which AWS cannot send',
    ],
    ['too much', '</', `<!--${'x'.repeat(75_000)}--></`, 'AWS takes 75000'],
  ] as const)('for %s is not handed over', async (_what, from, to, told) => {
    doctor = (xml) => xml.replace(from, to);
    const notes = noteLines(await step());
    expect(notes).toEqual([expect.stringContaining('blocking: ')]);
    expect(notes[0]).toContain(told);
  });

  test('for another certificate is not handed over', async () => {
    const certificate = await other();
    doctor = (xml) => xml.replaceAll(/(X509Certificate>)[^<]+/g, `$1${certificate}`);
    expect(noteLines(await step())).toEqual([
      'blocking: The certificate in the metadata is not the one that was chosen to sign',
    ]);
  });

  test('for none at all is told, and the run ends there', async () => {
    doctor = () => undefined;
    const { code, stderr } = await stage.run(['setup', '--no-input']);
    expect(code).toBe(1);
    expect(stderr).toContain('authentik gives no metadata for the provider');
  });
});
