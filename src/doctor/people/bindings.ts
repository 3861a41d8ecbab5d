import { type Check, notApplicable, ok, problem } from '../check.js';

/** Whom the application lets in. */
export const bindings: Check = {
  id: 'bindings',
  group: 'people',
  title: 'The application is open to whom you mean',
  level: 'advice',
  needs: ['set-up'],
  async run(context) {
    const { scope, scopeKind } = await context.people();
    if (scopeKind === 'no application') return notApplicable('there is no application yet');
    if (scopeKind !== 'everyone') return ok(`the application is open to ${scope}`);
    return problem(
      'everyone in authentik may open the application, since nothing is bound to it',
      'To restrict it, name groups: authentik-aws setup --group NAME',
    );
  },
};
