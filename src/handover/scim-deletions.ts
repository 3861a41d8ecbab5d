import { ExpectedError } from '../basics/errors.js';
import type { Handover } from './task.js';

/** A sync that deletes people in AWS takes a consent of its own: `--yes` does not imply it. */
export function scimDeletionsHandover(names: string, count: number): Handover<void> {
  const these = count === 1 ? '1 user or group' : `${count} users and groups`;
  return {
    step: 'scim-deletions',
    what: `consent to ${these} being deleted in AWS`,
    instructions: [
      `These are out of scope in authentik, and its sync deletes them in AWS together with their assignments: ${names}.`,
      'To keep them, bring them into scope: into one of the groups, or with another --group NAME.',
    ],
    files: [],
    bring: ['--accept-scim-deletions: once you agree to that'],
    ask: {
      input: 'accept-scim-deletions',
      question: `Type how many are to be deleted (${count}) to agree`,
      where: 'They are named above.',
      read: (text) => checkCount(text, count),
    },
  };
}

function checkCount(text: string, count: number): void {
  if (text.trim() === String(count)) return;
  throw new ExpectedError({
    what: `It would be ${count}, not "${text.trim()}"`,
    next: `Type ${count} to agree, or nothing to leave everything as it is.`,
    exit: 'usage',
  });
}
