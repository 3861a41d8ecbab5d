import process from 'node:process';
import { parseArgs } from 'node:util';
import { planRequests } from './plan-requests.js';
import { reportText } from './report.js';
import { startUp } from './start-up.js';
import { wholeRun } from './whole-run.js';

// `npm run bench`: measures what the design has aims for, and judges nothing. `--json` prints the
// figures for a program, `--runs N` says how often each thing is timed.
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, runs: { type: 'string', default: '7' } },
});
const runs = Math.max(1, Number.parseInt(values.runs, 10) || 1);

const figures = {
  node: process.version,
  runs,
  startUp: await startUp(runs),
  wholeRun: await wholeRun(runs),
  planRequests: await planRequests(runs),
};
process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : reportText(figures));
