import fc from 'fast-check';
import { renamed, twist } from '../generators/answers.js';
import { attack, hostileText } from '../generators/text.js';
import { type Property, property } from '../property.js';
import type { TwistedStage } from '../twisted-stage.js';
import { from } from '../twisting-proxy.js';

const command = fc.constantFrom(
  ['plan', '--json', '--scim'],
  ['plan', '--verbose'],
  ['setup', '--no-input', '--verbose'],
  ['status', '--scim'],
  ['reconcile', '--dry-run'],
  ['doctor', '--verbose'],
  ['doctor', '--json'],
  ['grant', 'aws-users', '--account', 'all', '--policy', 'ViewOnlyAccess', '--dry-run'],
  ['grant', '--list'],
  ['grant', '--list', '--csv'],
  ['grant', '--list', '--json'],
  ['rotate certificate', '--dry-run'],
  ['rotate scim-token', '--dry-run'],
  ['undo', '--dry-run', '--verbose'],
  ['users', '--all'],
  ['users', '--csv'],
  ['users', '--json'],
);

/** Which answer of which system: a command asks authentik some 15 times, and AWS some 8 times. */
const place = fc.oneof(
  fc.tuple(fc.constant('authentik' as const), fc.nat({ max: 14 })),
  fc.tuple(fc.constant('aws' as const), fc.nat({ max: 7 })),
);

/** What holds of a whole command, whatever either server answers. */
export function serverProperties(open: () => TwistedStage): readonly Property[] {
  const under = async (run: (stage: TwistedStage) => Promise<void>) => {
    const stage = open();
    try {
      await run(stage);
    } finally {
      stage.authentik.twist = (answer) => answer;
      stage.aws.twist = (answer) => answer;
    }
  };
  const twisted = property(
    'servers: one answer of another form is no bug of this program',
    fc.record({ command, place, twist, which: fc.constantFrom('one' as const, 'all' as const) }),
    async (made) => {
      await under(async (stage) => {
        const [system, nth] = made.place;
        stage[system].twist = from(nth, made.which, made.twist);
        await stage.holds(made.command.flatMap((word) => word.split(' ')));
      });
    },
    1000,
  );
  const named = property(
    'servers: no name steers the terminal',
    fc.record({ command, text: fc.oneof(attack, hostileText) }),
    async (made) => {
      await under(async (stage) => {
        stage.authentik.twist = renamed(made.text);
        stage.aws.twist = renamed(made.text);
        await stage.holds(made.command.flatMap((word) => word.split(' ')));
      });
    },
    400,
  );
  return [twisted, named];
}
