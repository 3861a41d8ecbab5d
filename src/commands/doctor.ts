import type { ExitReason } from '../basics/exit-codes.js';
import type { DoctorContext } from '../doctor/context.js';
import { examine } from '../doctor/examine.js';
import { checks } from '../doctor/index.js';
import { listenForNames } from '../doctor/names-heard.js';
import { exitOf } from '../doctor/verdict.js';
import { missingToLook } from '../settings/missing.js';
import type { Settings } from '../settings/settings.js';
import { aboutThis } from '../terminal/about.js';
import { doctorText } from '../terminal/doctor-view.js';
import { jsonText } from '../terminal/printable.js';
import { completeSettings, withRegion } from './complete-settings.js';
import type { Desk } from './desk.js';
import { maskOf } from './doctor-mask.js';
import { doctorReport } from './doctor-report.js';
import { examinationOf } from './examination.js';
import { ignoredChecks } from './ignored-checks.js';
import type { Invocation } from './invocation.js';
import { look } from './looking.js';

/** `authentik-aws doctor`: looks at everything that a set-up stands on, and changes nothing. */
export async function doctor(invocation: Invocation): Promise<ExitReason> {
  return look(invocation, lookAtAll);
}

async function lookAtAll(desk: Desk): Promise<ExitReason> {
  const { terminal } = desk;
  const ignored = ignoredChecks(desk.settings.values.ignore);
  const settings = await settingsOf(desk);
  const { redact, json } = settings.values;
  const heard = listenForNames();
  // Traces of requests hold names; what is to be shown to others has none.
  const quiet = redact ? { ...terminal, debug: () => undefined } : terminal;
  const context = examinationOf({ ...desk, terminal: quiet }, settings, heard.hear);
  // The flags that say which set-up is meant name it.
  if (redact) terminal.adviseBy((line) => line);
  terminal.progress('looking at this machine, authentik and AWS');
  const reports = await examine(checks, context).finally(() => terminal.progress(undefined));
  if (redact)
    await context.authentik().then(
      ({ account }) => heard.hear(account),
      () => undefined,
    );
  const shown = reports.filter(({ check }) => !ignored.has(check.id));
  const mask = redact
    ? maskOf(desk, settings, { heard, statePath: await statePathOf(context) })
    : (text: string) => text;
  const report = doctorReport(shown, {
    about: aboutThis(),
    ignored: [...ignored],
    redacted: redact,
    mask,
  });
  terminal.result(json ? jsonText(report) : doctorText(report, terminal));
  return exitOf(shown);
}

/** Which one it would be is not known before the instance is. */
function statePathOf({ state }: DoctorContext): Promise<string | undefined> {
  return state().then(
    ({ path }) => path,
    () => undefined,
  );
}

/** At a terminal what is missing is asked for; without one it is a finding like any other. */
async function settingsOf(desk: Desk): Promise<Settings> {
  const found = await withRegion(desk.settings);
  return desk.terminal.canAsk && missingToLook(found).length > 0 ? completeSettings(desk) : found;
}
