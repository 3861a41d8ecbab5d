import { afterAll, test } from 'vitest';
import { scimSynced, scimTried } from './cases/scim.js';
import { countTried, endure } from './under-fault.js';

const tried = countTried('faults of the SCIM endpoint tried');
afterAll(tried.print);

test.each([...scimTried, ...scimSynced])(
  '$fault is told, and the next run finishes',
  async (one) => {
    await endure(one);
    tried.count();
  },
);
