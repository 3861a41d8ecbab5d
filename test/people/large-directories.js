import process from 'node:process';
import { readPeople } from '../../dist/people/read-people.js';
import { tallyOf } from '../../dist/people/tally.js';
import { verdicts } from '../../dist/people/verdicts.js';

// Run by large-directories.test.ts in a process of its own, so that memory can be measured.
const COUNT = 100_000;
const address = (number) => `person-${number}@subsidiary.example.com`;

async function* authentik() {
  for (let pk = 1; pk <= COUNT; pk += 1) {
    if (pk % 100 === 0) await new Promise(setImmediate);
    const username = `person-${pk}`;
    yield {
      ...{ pk, username, name: `Person ${pk}`, email: address(pk) },
      ...{ active: true, kind: 'internal', inScope: true, avatar: username.repeat(100) },
    };
  }
}

async function* aws() {
  for (let number = 1; number <= COUNT; number += 1) {
    if (number % 100 === 0) await new Promise(setImmediate);
    const userName = address(number + COUNT / 10);
    yield { userName, enabled: true, emails: [userName], scimManaged: false };
  }
}

const people = await readPeople({ authentik: authentik(), aws: aws() });
const tally = tallyOf(verdicts(people, { scim: false, takesOver: false }), 3);
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ megabytes, tally }));
