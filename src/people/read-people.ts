import { AwsDirectory } from './aws-directory.js';
import { type HeldPerson, holdPerson } from './held-person.js';
import { PackedList } from './packed-list.js';
import type { AuthentikPerson, AwsPerson } from './person.js';

/** Both directories, reduced to what verdicts need. */
export interface People {
  readonly persons: Iterable<HeldPerson>;
  readonly aws: AwsDirectory;
}

/** The two directories, page by page. */
export interface Directories {
  readonly authentik: AsyncIterable<AuthentikPerson>;
  readonly aws: AsyncIterable<AwsPerson>;
}

/** How many users were read so far. */
export interface Progress {
  readonly authentik: number;
  readonly aws: number;
}

/** Often enough for an eye, and once a page. */
const USERS_BETWEEN_REPORTS = 100;

/**
 * Reads both directories at the same time and each once: a second look at authentik would take
 * minutes, and could meet another directory than the first. No verdict can be given before the last
 * user is read, since he may have the e-mail address of the first. So of each user only the names
 * that are compared and shown are kept, and the rest of a page goes with the page. If one side
 * fails, the other one stops at its next user, and there is no half result.
 */
export async function readPeople(
  directories: Directories,
  report: (progress: Progress) => void = () => undefined,
): Promise<People> {
  const persons = new PackedList<HeldPerson>();
  const aws = new AwsDirectory();
  let failed = false;
  const read = async <T>(users: AsyncIterable<T>, keep: (user: T) => void): Promise<void> => {
    let count = 0;
    try {
      for await (const user of users) {
        if (failed) return;
        keep(user);
        count += 1;
        if (count % USERS_BETWEEN_REPORTS === 0) {
          report({ authentik: persons.length, aws: aws.size });
        }
      }
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  await Promise.all([
    read(directories.aws, (user) => aws.add(user)),
    read(directories.authentik, (user) => persons.add(holdPerson(user))),
  ]);
  return { persons, aws };
}
