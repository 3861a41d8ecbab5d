/**
 * Every exit code of the program, with the sentence that `help exit-codes` prints.
 * The numbers are a promise to scripts; they never change their meaning.
 */
export const exitCodes = {
  done: { code: 0, means: 'done, or nothing to do' },
  failed: { code: 1, means: 'failed, refused or declined' },
  changes: { code: 2, means: 'the plan has something to do (--exit-code of plan and reconcile)' },
  waiting: { code: 3, means: 'waiting for a person: the message says what to do in the console' },
  notAuthorised: { code: 4, means: 'authentik or AWS does not let these credentials do it' },
  locked: { code: 5, means: 'another run works on the same target' },
  endsSoon: {
    code: 6,
    means: 'in place, but a certificate or token ends within 30 days (status, doctor)',
  },
  usage: { code: 64, means: 'wrong usage, or an input that is needed to look at both systems' },
  interrupted: { code: 130, means: 'interrupted; the same command goes on from there' },
} as const;

export type ExitReason = keyof typeof exitCodes;
