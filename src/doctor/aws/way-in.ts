import { type Check, ok, problem } from '../check.js';

/**
 * Credentials that come through IAM Identity Center end when its sign-in does. Roles that it makes
 * are all named so (user guide, roles).
 */
export const wayIn: Check = {
  id: 'way-in',
  group: 'aws',
  title: 'The credentials do not come through IAM Identity Center itself',
  level: 'advice',
  needs: ['aws'],
  async run({ aws }) {
    const { arn } = await (await aws()).caller();
    if (!arn.includes('/AWSReservedSSO_')) {
      return ok('these credentials do not depend on sign-in through authentik');
    }
    return problem(
      'these credentials come through IAM Identity Center: whoever breaks its sign-in with them locks himself out',
      'Keep a way in that does not go through it: an IAM user or role, or root, of the management account.',
    );
  },
};
