import { type Check, ok, problem } from '../check.js';

/** What is needed to look at both systems at all. */
export const inputs: Check = {
  id: 'inputs',
  group: 'machine',
  title: 'Nothing that is needed to look is missing',
  level: 'required',
  needs: [],
  async run({ missing }) {
    if (missing.length === 0) return ok('everything that is needed to look was given');
    const text =
      missing.length === 1 ? '1 input is missing' : `${missing.length} inputs are missing`;
    return problem(text, [
      ...missing.map(({ line }) => line),
      'What each is for: authentik-aws help environment',
    ]);
  },
};
