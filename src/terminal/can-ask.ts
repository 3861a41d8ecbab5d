/** What decides whether a person can be asked. */
export interface AskingCircumstances {
  readonly stdinIsTty: boolean;
  readonly stderrIsTty: boolean;
  /** `--no-input` makes it false. */
  readonly input?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

/**
 * Why nobody can be asked, as a clause for a message ("stdin is not a terminal"); `undefined` when
 * a person is there. The one place that decides it. Prompts are drawn on stderr, so that is the
 * output that has to be a terminal; stdout may well be a pipe.
 */
export function whyNobodyCanBeAsked(now: AskingCircumstances): string | undefined {
  if (now.input === false) return '--no-input was given';
  if (now.json === true) return '--json was given';
  if (!now.stdinIsTty) return 'stdin is not a terminal';
  if (!now.stderrIsTty) return 'stderr is not a terminal';
  if (isSet(now.env.CI)) return 'the variable CI is set';
  if (now.env.TERM === 'dumb') return 'TERM=dumb cannot show a prompt';
  return undefined;
}
