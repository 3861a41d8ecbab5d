import { ExpectedError } from '../basics/errors.js';
import type { ExitReason } from '../basics/exit-codes.js';
import { environmentHelpText } from '../settings/help.js';
import { isPlainWord } from '../settings/spoken-secrets.js';
import { exitCodesText } from '../terminal/exit-codes-view.js';
import { faultsText } from '../terminal/faults-view.js';
import { stepsTable } from '../terminal/steps-view.js';
import type { Invocation } from './invocation.js';

/** `authentik-aws help TOPIC`: what is not about one command alone. */
export async function helpTopic(topic: string, { terminal }: Invocation): Promise<ExitReason> {
  if (topic === 'environment') terminal.result(environmentHelpText());
  else if (topic === 'exit-codes') terminal.result(exitCodesText(terminal));
  else if (topic === 'steps') {
    const { procedure } = await import('../procedure/index.js');
    terminal.result(stepsTable(procedure({ withScim: true }), terminal));
  } else if (topic === 'faults') {
    terminal.result(await faultsHelp(terminal));
  } else {
    throw new ExpectedError({
      what: isPlainWord(topic) ? `There is no help on "${topic}"` : 'There is no help on that',
      next: 'Topics: steps, environment, exit-codes, faults, or the name of a command: authentik-aws --help',
      exit: 'usage',
    });
  }
  return 'done';
}

async function faultsHelp(terminal: Invocation['terminal']): Promise<string> {
  const { catalogue, conditions } = await import('../sandbox/faults/index.js');
  const faults = catalogue.map(({ name, kind: { about, value } }) => {
    if (value === undefined) return { text: name, about };
    const said = value.unless === undefined ? '' : ` (${value.unless} unless told otherwise)`;
    return { text: `${name}=${value.name}`, about: `${about}${said}` };
  });
  return faultsText(faults, conditions, terminal);
}
