import { type Check, notKnown, ok, problem } from '../check.js';

/** Whether access to accounts can be given at all: optional since August 2026 (user guide, doc-history). */
export const permissionSets: Check = {
  id: 'permission-sets',
  group: 'aws',
  title: 'Permission sets can be assigned',
  level: 'advice',
  needs: ['instance'],
  async run(context) {
    const { permissionSetsEnabled } = await context.instance();
    if (permissionSetsEnabled === undefined)
      return notKnown('AWS does not tell whether permission sets are enabled');
    if (permissionSetsEnabled) return ok('permission sets are enabled');
    return problem(
      'permission sets are not enabled for this instance, so nobody can be given access to an account',
      'AWS console: IAM Identity Center → Settings → Management → enable multi-account permissions. It cannot be undone.',
    );
  },
};
