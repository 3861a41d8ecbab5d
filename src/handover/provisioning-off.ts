import type { Ask, Handover } from './task.js';

/**
 * The way back of guide lines S1 and S2. Labels as in the AWS IAM Identity Center user guide, pages
 * delete-token and disable-provisioning.
 */
export function provisioningOffHandover<T>(
  settingsLink: string,
  instanceId: string,
  read: Ask<T>['read'],
): Handover<T> {
  return {
    step: 'provisioning-off',
    what: 'automatic provisioning to be disabled in IAM Identity Center',
    link: settingsLink,
    instructions: [
      'Open the link: Settings, tab "Identity source", Actions → "Manage provisioning". If the menu does not offer it, provisioning is off already.',
      'Under "Access tokens" delete every token first: choose it, type DELETE, and choose "Delete access token". From then on nothing can be sent with it.',
      'Choose "Disable", type DISABLE, and choose "Disable automatic provisioning".',
      'Kept are users, groups, memberships and assignments. Lost are the SCIM endpoint and its tokens; from then on you edit users and groups by hand.',
    ],
    files: [],
    bring: [`--provisioning-disabled ${instanceId}: once it is done`],
    ask: {
      input: 'provisioning-disabled',
      question: 'Type the instance id to say that it is done',
      where: `The id is ${instanceId}.`,
      read,
    },
  };
}
