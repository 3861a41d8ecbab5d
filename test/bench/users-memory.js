/**
 * How much memory `authentik-aws users` takes with 100,000 users on each side: starts the built
 * program on two loopback servers that make pages up as they are asked, and prints the most that was
 * resident, in MB. Needs `npm run build` before.
 *
 *   node test/bench/users-memory.js [users on each side] [flags of users]
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const [size = '100000', ...flags] = process.argv.slice(2);
const count = Number(size);
const ROWS = 100;
const program = fileURLToPath(new URL('../../bin/authentik-aws.js', import.meta.url));
const reporter = new URL('./report-memory.js', import.meta.url).href;

/** Every tenth person of authentik is missing in AWS, and the other way round. */
const person = (number) => `person-${number}@subsidiary.example.com`;

function userOfAuthentik(pk) {
  return {
    ...{ pk, username: `person-${pk}`, name: `Person Number ${pk}`, email: person(pk) },
    ...{ is_active: true, is_superuser: false, type: 'internal', path: 'users', attributes: {} },
    ...{ groups: [], groups_obj: null, roles: [], roles_obj: [], uid: 'f'.repeat(64) },
    ...{ avatar: `data:image/svg+xml;base64,${'A'.repeat(900)}`, last_login: null },
    ...{ uuid: '7f6c2b1e-0000-4000-8000-000000000000', date_joined: '2026-01-01T00:00:00Z' },
  };
}

function userOfAws(number) {
  const name = person(number + count / 10);
  return {
    ...{ UserId: `90677c6c-0000-4000-8000-${String(number).padStart(12, '0')}`, UserName: name },
    ...{ DisplayName: `Person Number ${number}`, UserStatus: 'ENABLED' },
    ...{ Name: { GivenName: 'Person', FamilyName: `Number ${number}` } },
    ...{ Emails: [{ Value: name, Type: 'work', Primary: true }], IdentityStoreId: 'd-1234567890' },
  };
}

const numbers = (page) => Array.from({ length: ROWS }, (_, at) => (page - 1) * ROWS + at + 1);

function authentik({ pathname, searchParams }) {
  if (pathname.endsWith('/admin/version/')) return { version_current: '2026.2.2' };
  if (pathname.endsWith('/users/me/')) {
    return { user: { pk: 1, username: 'akadmin', is_superuser: true, system_permissions: [] } };
  }
  if (!pathname.endsWith('/core/users/')) return undefined;
  const page = Number(searchParams.get('page'));
  const next = page * ROWS < count ? page + 1 : 0;
  return { pagination: { next }, results: numbers(page).map(userOfAuthentik) };
}

function aws(operation, { NextToken }) {
  const instance = {
    ...{ InstanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef', Status: 'ACTIVE' },
    ...{ IdentityStoreId: 'd-1234567890', OwnerAccountId: '111122223333' },
  };
  if (operation === 'ListInstances') return { Instances: [instance] };
  if (operation === 'DescribeInstance') return instance;
  if (operation === 'DescribeOrganization') {
    return { Organization: { MasterAccountId: '111122223333' } };
  }
  const page = Number(NextToken ?? 1);
  const next = page * ROWS < count ? { NextToken: String(page + 1) } : {};
  return { Users: numbers(page).map(userOfAws), ...next };
}

function serve(answer, type) {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = answer(request, Buffer.concat(chunks).toString());
    response.writeHead(body ? 200 : 404, { 'content-type': type });
    response.end(JSON.stringify(body ?? { detail: 'Not found.' }));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ url: `http://127.0.0.1:${server.address().port}`, server });
    });
  });
}

const idp = await serve(
  ({ url }) => authentik(new URL(url, 'http://localhost')),
  'application/json',
);
const sp = await serve(({ headers }, body) => {
  const [, operation = ''] = String(headers['x-amz-target']).split('.');
  return aws(operation, JSON.parse(body || '{}'));
}, 'application/x-amz-json-1.1');

const started = performance.now();
const child = spawn(process.execPath, ['--import', reporter, program, 'users', ...flags], {
  env: {
    ...{ PATH: process.env.PATH, HOME: '/nonexistent', AWS_ENDPOINT_URL: sp.url },
    ...{
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'example',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    ...{ AWS_SECRET_ACCESS_KEY: 'made up', AUTHENTIK_URL: idp.url, AUTHENTIK_TOKEN: 'made-up-key' },
  },
  stdio: ['ignore', flags.length > 0 ? 'ignore' : 'inherit', 'inherit'],
});
child.on('exit', (code) => {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${count} users on each side: exit ${code}, ${seconds} s\n`);
  idp.server.close();
  sp.server.close();
});
