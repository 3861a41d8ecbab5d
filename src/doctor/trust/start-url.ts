import type { Check } from '../check.js';
import { stepFinding } from '../step-finding.js';

/** Where a click on the application leads. */
export const startUrl: Check = {
  id: 'start-url',
  group: 'trust',
  title: 'The application leads to the access portal',
  level: 'advice',
  needs: ['set-up'],
  run: async (context) =>
    stepFinding(await context.setUp(), {
      step: 'start-url',
      fine: 'the application leads to the access portal of AWS',
    }),
};
