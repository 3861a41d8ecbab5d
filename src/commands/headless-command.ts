import type { Facts } from '../procedure/facts.js';
import { commandWords, quotedWord } from '../settings/command-words.js';
import { allInputs } from '../settings/inputs.js';
import type { Settings, Source } from '../settings/settings.js';

/** Inputs that say how a run behaves towards the person who is there. */
const PERSONAL = new Set([
  'yes',
  'dryRun',
  'input',
  'json',
  'quiet',
  'verbose',
  'color',
  'sandbox',
  'console',
  'plan',
]);

/** Where an input comes from that another run has to be given again. */
const SAID: ReadonlySet<Source> = new Set(['flag', 'answer', 'plan']);

/**
 * The command that does the same with nobody to ask, with what was answered in between. Secrets
 * stay variables.
 */
export function headlessCommand({ values, sources }: Settings, facts: Partial<Facts>): string {
  const given = givenWords({ values, sources });
  const words = [...given, ...answeredSince(given, facts)];
  const secrets = [
    'AUTHENTIK_TOKEN=…',
    ...(facts.provisioning ? ['AUTHENTIK_AWS_SCIM_TOKEN=…'] : []),
  ];
  return [...secrets, 'authentik-aws', 'setup', '--no-input', ...words.map(quotedWord)].join(' ');
}

/** The words that bring again what was given by flags and answers. */
export function givenWords({ values, sources }: Pick<Settings, 'values' | 'sources'>): string[] {
  return allInputs
    .filter(({ key }) => SAID.has(sources[key]))
    .filter(({ key }) => !PERSONAL.has(key))
    .flatMap((input) => commandWords(input, values));
}

/** The handovers' answers, as the flags that bring them; those that were flags stand already. */
function answeredSince(given: readonly string[], facts: Partial<Facts>): string[] {
  const { serviceProvider, identitySource, instance, accessPortal, provisioning } = facts;
  const answers: [string, string | undefined][] = [
    ['--acs-url', given.includes('--sp-metadata') ? undefined : serviceProvider?.acsUrl],
    ['--accept-identity-source', identitySource && ''],
    ['--identity-source-done', identitySource && instance?.id],
    ['--portal-url', accessPortal && !accessPortal.derived ? accessPortal.url : undefined],
    ['--scim', provisioning && ''],
    ['--scim-endpoint', provisioning?.endpoint],
  ];
  return answers.flatMap(([flag, value]) => {
    if (value === undefined || given.includes(flag)) return [];
    return value === '' ? [flag] : [flag, value];
  });
}
