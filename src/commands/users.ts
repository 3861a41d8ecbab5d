import type { ExitReason } from '../basics/exit-codes.js';
import { problemsIn, tallyOf } from '../people/tally.js';
import { csvLine } from '../terminal/csv.js';
import { jsonLines } from '../terminal/json-lines.js';
import { countsText, usersLines } from '../terminal/users-view.js';
import { writeLines } from '../terminal/write-lines.js';
import type { Desk } from './desk.js';
import type { Invocation } from './invocation.js';
import { look } from './looking.js';
import { openSession, type Session } from './session.js';
import { keepHeapSmall } from './users-heap.js';
import { type Looked, lookAtPeople } from './users-look.js';
import { csvHead, csvValues, jsonPerson, personRow, reportOf } from './users-rows.js';

/** Lines of a terminal that say nothing of its height. */
const ROWS_UNKNOWN = 24;

/** The least that is shown of the problems, however low the window is. */
const FEWEST_SHOWN = 5;

/** The flags of this command alone. */
interface Wishes {
  readonly all: boolean;
  readonly csv: boolean;
  readonly problems: boolean;
}

/** `authentik-aws users`: who can sign in to AWS, and who cannot and why. Changes nothing. */
export async function users(invocation: Invocation): Promise<ExitReason> {
  const { flags } = invocation;
  const wishes = {
    all: flags.all === true,
    csv: flags.csv === true,
    problems: flags.problems === true,
  };
  return look(invocation, (desk) => tellWhoCanSignIn(desk, wishes));
}

async function tellWhoCanSignIn(desk: Desk, wishes: Wishes): Promise<ExitReason> {
  const session = await openSession(desk, 'look');
  const letHeapGrow = keepHeapSmall();
  try {
    return await lookAndTell(desk, session, wishes);
  } finally {
    letHeapGrow();
  }
}

async function lookAndTell(desk: Desk, session: Session, wishes: Wishes): Promise<ExitReason> {
  const looked = await lookAtPeople(session, desk.terminal);
  if (wishes.csv) await writeCsv(desk, looked, wishes);
  else if (session.settings.values.json) await writeJson(desk, looked, wishes);
  else await writeText(desk, looked, wishes);
  const isTroubled =
    looked.otherNameId !== undefined || problemsIn(tallyOf(looked.verdicts(), 0)) > 0;
  return wishes.problems && isTroubled ? 'failed' : 'done';
}

/** The rows on stdout; what is for people goes to stderr. */
async function writeCsv({ terminal }: Desk, looked: Looked, wishes: Wishes): Promise<void> {
  await writeLines(terminal, csvLines(looked, wishes));
  const report = reportOf(looked, tallyOf(looked.verdicts(), 0));
  for (const remark of report.remarks) terminal.say(remark);
  terminal.say(countsText(report, terminal));
}

function* csvLines(looked: Looked, wishes: Wishes): Generator<string> {
  yield csvLine(csvHead);
  for (const verdict of wanted(looked, wishes)) yield csvLine(csvValues(verdict));
}

async function writeJson({ terminal }: Desk, looked: Looked, wishes: Wishes): Promise<void> {
  const report = reportOf(looked, tallyOf(looked.verdicts(), 0));
  const { provisioning } = looked;
  const head = { format: 'authentik-aws/users', version: 1, ...report, provisioning };
  await writeLines(terminal, jsonLines(head, 'people', jsonPeople(looked, wishes)));
}

function* jsonPeople(looked: Looked, wishes: Wishes): Generator<object> {
  for (const verdict of wanted(looked, wishes)) yield jsonPerson(verdict);
}

function* wanted(looked: Looked, { problems }: Wishes) {
  for (const verdict of looked.verdicts()) if (verdict.problem || !problems) yield verdict;
}

async function writeText({ terminal, world }: Desk, looked: Looked, wishes: Wishes) {
  const rows = world.stdout.rows ?? ROWS_UNKNOWN;
  const tally = tallyOf(looked.verdicts(), rows);
  const report = reportOf(looked, tally);
  const troubled = report.reasons.filter(({ problems }) => problems > 0).length;
  const room = Math.max(FEWEST_SHOWN, rows - report.reasons.length - 4 * troubled - 8);
  const share = Math.max(1, Math.floor(room / Math.max(1, troubled)));
  const fewOf = (id: string) =>
    tally
      .find(({ reason }) => reason === id)
      ?.examples.slice(0, share)
      .map(personRow) ?? [];
  const allOf = (id: string) => problemsOf(looked, id);
  const lines = usersLines(report, ({ reason }) => (wishes.all ? allOf : fewOf)(reason), terminal);
  await writeLines(terminal, lines);
}

function* problemsOf(looked: Looked, id: string) {
  for (const verdict of looked.verdicts()) {
    if (verdict.problem && verdict.reason === id) yield personRow(verdict);
  }
}
