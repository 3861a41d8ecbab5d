import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addGroup, addUser, newestReason, type ScimSandbox, startScim, userBody } from './scim.js';

const list = z.object({
  itemsPerPage: z.number(),
  totalResults: z.number().optional(),
  nextCursor: z.string().optional(),
  Resources: z.array(z.looseObject({ id: z.string() })),
});

async function page({ scim }: ScimSandbox, path: string, query: Record<string, string>) {
  const { status, body } = await scim('GET', `${path}?${new URLSearchParams(query)}`);
  return { status, ...list.parse(status === 200 ? body : { itemsPerPage: 0, Resources: [] }) };
}

const find = async (aws: ScimSandbox, path: string, filter: string) =>
  (await page(aws, path, { filter })).Resources.map(({ id }) => id);

describe('a filter', () => {
  it('finds users', async () => {
    const aws = await startScim();
    const alice = await addUser(aws, 'alice+1@example.com');
    const manager = {
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: alice } },
    };
    const body = userBody('bob"s@example.com', manager);
    const bob = String((await aws.scim('POST', '/Users', { body })).body.id);
    const group = await addGroup(aws, 'aws-users', [bob]);
    const users = (filter: string) => find(aws, '/Users', filter);
    expect(await users('userName eq "alice+1@example.com"')).toEqual([alice]);
    expect(await users('userName eq "Alice+1@example.com"')).toEqual([]);
    expect(await users('userName eq "bob\\"s@example.com"')).toEqual([bob]);
    expect(await users('externalId eq "external-alice+1@example.com"')).toEqual([alice]);
    expect(await users(`groups.value eq "${group}"`)).toEqual([bob]);
    expect(await users(`id eq "${alice}"`)).toEqual([alice]);
    expect(await users(`id eq "${bob}" and manager eq "${alice}"`)).toEqual([bob]);
    expect(await users(`manager eq "${bob}" and id eq "${alice}"`)).toEqual([]);
  });

  it('finds groups', async () => {
    const aws = await startScim();
    const alice = await addUser(aws, 'alice@example.com');
    const one = await addGroup(aws, 'one and two', [alice]);
    const other = await addGroup(aws, 'other');
    const groups = (filter: string) => find(aws, '/Groups', filter);
    expect(await groups('displayName eq "one and two"')).toEqual([one]);
    expect(await groups('displayName eq "none"')).toEqual([]);
    expect(await groups('externalId eq "1"')).toEqual([]);
    expect(await groups(`members.value eq "${alice}"`)).toEqual([one]);
    expect(await groups(`id eq "${one}" and members eq "${alice}"`)).toEqual([one]);
    expect(await groups(`id eq "${other}" and members.value eq "${alice}"`)).toEqual([]);
  });

  it.each([
    ['/Users', 'userName eq alice@example.com'],
    ['/Users', "userName eq 'alice@example.com'"],
    ['/Users', 'userName sw "alice"'],
    ['/Users', 'userName pr'],
    ['/Users', 'displayName eq "x"'],
    ['/Users', 'emails.value eq "x"'],
    ['/Users', 'manager eq "x"'],
    ['/Users', 'userName eq "x" and externalId eq "y"'],
    ['/Users', 'userName eq "x" or userName eq "y"'],
    ['/Users', 'userName eq "x" and '],
    ['/Users', 'userName eq "x" userName eq "y"'],
    ['/Users', 'userName eq "\\x"'],
    ['/Users', ''],
    ['/Groups', 'displayName eq aws-users'],
    ['/Groups', 'userName eq "x"'],
    ['/Groups', 'displayName eq "x" and members eq "y"'],
  ])('of %s is refused: %s', async (path, filter) => {
    const aws = await startScim();
    expect((await page(aws, path, { filter })).status).toBe(400);
    expect(newestReason(aws)).toBe('Invalid Filter format');
  });
});

async function withUsers(number: number, pageSize = 2): Promise<ScimSandbox> {
  const aws = await startScim({ pageSize });
  // One is there from the start: the administrator.
  for (let made = 1; made < number; made += 1) await addUser(aws, `user${made}@example.com`);
  return aws;
}

describe('a list', () => {
  it('without a cursor is one page, and counts that page alone', async () => {
    const aws = await withUsers(103);
    expect(await page(aws, '/Users', {})).toMatchObject({ totalResults: 100, itemsPerPage: 100 });
    const few = await page(aws, '/Users', { count: '3' });
    expect(few).toMatchObject({ totalResults: 3, itemsPerPage: 3 });
    expect(few).not.toHaveProperty('nextCursor');
  });

  it('with a cursor goes on to the end', async () => {
    const aws = await withUsers(5);
    const seen: string[] = [];
    let cursor: string | undefined = '';
    let pages = 0;
    while (cursor !== undefined) {
      const answer: Awaited<ReturnType<typeof page>> = await page(aws, '/Users', { cursor });
      expect(answer).not.toHaveProperty('totalResults');
      expect(answer.itemsPerPage).toBe(answer.Resources.length);
      seen.push(...answer.Resources.map(({ id }) => id));
      cursor = answer.nextCursor;
      expect(cursor ?? '').toMatch(/^[-a-zA-Z0-9+=/:_]*$/);
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(new Set(seen).size).toBe(5);
  });

  it('has at most as many on a page as asked for', async () => {
    const aws = await withUsers(3, 100);
    const first = await page(aws, '/Users', { cursor: '', count: '1' });
    expect(first.Resources).toHaveLength(1);
    const all = await page(aws, '/Users', { cursor: '' });
    expect(all.Resources).toHaveLength(3);
    expect(all).not.toHaveProperty('nextCursor');
  });

  it('refuses another filter between two pages, and a cursor that it never gave', async () => {
    const aws = await withUsers(3);
    const { nextCursor: cursor = '' } = await page(aws, '/Users', { cursor: '' });
    const filter = 'userName eq "user1@example.com"';
    expect((await page(aws, '/Users', { cursor, filter })).status).toBe(400);
    expect(newestReason(aws)).toBe('Invalid cursor');
    expect((await page(aws, '/Users', { cursor: 'abc' })).status).toBe(400);
    expect((await page(aws, '/Users', { cursor })).status).toBe(200);
  });

  it.each([
    { count: '0' },
    { count: '101' },
    { count: '1.5' },
    { count: 'x' },
    { startIndex: '1' },
    { attributes: 'userName' },
    { excludedAttributes: 'members' },
  ])('refuses %o', async (query) => {
    const aws = await startScim();
    expect((await page(aws, '/Groups', query)).status).toBe(400);
  });
});
