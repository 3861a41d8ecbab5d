import { createServer } from 'node:http';

const ROWS = 100;

/** The numbers of the users on a page; pages count from 1. */
const numbers = (page) => Array.from({ length: ROWS }, (_, at) => (page - 1) * ROWS + at + 1);

const address = (number) => `person-${number}@subsidiary.example.com`;

function userOfAuthentik(pk) {
  return {
    ...{ pk, username: `person-${pk}`, name: `Person Number ${pk}`, email: address(pk) },
    ...{ is_active: true, is_superuser: false, type: 'internal', path: 'users', attributes: {} },
    ...{ groups: [], groups_obj: null, roles: [], roles_obj: [], uid: 'f'.repeat(64) },
    // authentik draws the initials of people without a picture.
    ...{ avatar: `data:image/svg+xml;base64,${'A'.repeat(900)}`, last_login: null },
    ...{ uuid: '7f6c2b1e-0000-4000-8000-000000000000', date_joined: '2026-01-01T00:00:00Z' },
  };
}

function userOfAws(number) {
  return {
    ...{ UserId: `90677c6c-0000-4000-8000-${String(number).padStart(12, '0')}` },
    ...{ UserName: address(number), DisplayName: `Person Number ${number}`, UserStatus: 'ENABLED' },
    ...{ Name: { GivenName: 'Person', FamilyName: `Number ${number}` } },
    ...{ Emails: [{ Value: address(number), Type: 'work', Primary: true }] },
    IdentityStoreId: 'd-1234567890',
  };
}

function authentikAnswer({ pathname, searchParams }, count) {
  if (pathname.endsWith('/admin/version/')) return { version_current: '2026.2.2' };
  if (pathname.endsWith('/users/me/')) {
    return { user: { pk: 1, username: 'akadmin', is_superuser: true, system_permissions: [] } };
  }
  if (!pathname.endsWith('/core/users/')) return undefined;
  const page = Number(searchParams.get('page'));
  const next = page * ROWS < count ? page + 1 : 0;
  return { pagination: { next }, results: numbers(page).map(userOfAuthentik) };
}

const instance = {
  ...{ InstanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef', Status: 'ACTIVE' },
  ...{ IdentityStoreId: 'd-1234567890', OwnerAccountId: '111122223333' },
};

/** A tenth of the people of AWS is not in authentik, and the other way round. */
function awsAnswer(operation, { NextToken }, count) {
  if (operation === 'ListInstances') return { Instances: [instance] };
  if (operation === 'DescribeInstance') return instance;
  if (operation === 'DescribeOrganization') {
    return { Organization: { MasterAccountId: instance.OwnerAccountId } };
  }
  const page = Number(NextToken ?? 1);
  const users = numbers(page).map((number) => userOfAws(number + count / 10));
  return page * ROWS < count ? { Users: users, NextToken: String(page + 1) } : { Users: users };
}

/** Starts both directories with so many users each; they are made up page by page when asked for. */
export async function startDirectories(count) {
  const authentik = await listen(({ url }) =>
    authentikAnswer(new URL(url, 'http://localhost'), count),
  );
  const aws = await listen(({ headers }, body) => {
    const operation = String(headers['x-amz-target']).split('.').at(-1);
    return awsAnswer(operation, JSON.parse(body || '{}'), count);
  });
  return {
    environment: {
      ...{ AUTHENTIK_URL: authentik.url, AUTHENTIK_TOKEN: 'made-up-key' },
      ...{ AWS_ENDPOINT_URL: aws.url, AWS_REGION: 'eu-central-1' },
      ...{ AWS_ACCESS_KEY_ID: 'made-up', AWS_SECRET_ACCESS_KEY: 'made-up' },
    },
    close() {
      authentik.server.close();
      aws.server.close();
    },
  };
}

function listen(answer) {
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = answer(request, Buffer.concat(chunks).toString());
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { detail: 'Not found.' }));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ url: `http://127.0.0.1:${server.address().port}`, server });
    });
  });
}
