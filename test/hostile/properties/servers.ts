import fc from 'fast-check';
import { renamed, twist } from '../generators/answers.js';
import { attack, hostileText } from '../generators/text.js';
import { type Property, property } from '../property.js';
import type { TwistedStage } from '../twisted-stage.js';
import { onlyNth } from '../twisting-proxy.js';

const command = fc.constantFrom(
  ['plan', '--json', '--scim'],
  ['plan', '--verbose'],
  ['status', '--scim'],
  ['users', '--all'],
  ['users', '--csv'],
  ['users', '--json'],
);

const system = fc.constantFrom('authentik' as const, 'aws' as const);

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
    fc.record({ command, system, twist, nth: fc.nat({ max: 23 }) }),
    async (made) => {
      await under(async (stage) => {
        stage[made.system].twist = onlyNth(made.nth, made.twist);
        await stage.holds(made.command);
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
        await stage.holds(made.command);
      });
    },
    400,
  );
  return [twisted, named];
}
