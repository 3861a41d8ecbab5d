import { type Check, ok } from '../check.js';

/** Whose token it is. */
export const token: Check = {
  id: 'token',
  group: 'authentik',
  title: 'Whose token it is',
  level: 'advice',
  needs: ['authentik'],
  async run({ authentik }) {
    const { username, superuser } = (await authentik()).account;
    return ok(
      superuser
        ? `the token belongs to "${username}", a superuser, who may do everything`
        : `the token belongs to "${username}", who may do what the roles permit`,
    );
  },
};
