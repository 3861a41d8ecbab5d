import process from 'node:process';
import { parseArgs } from 'node:util';
import { startDirectories } from './made-up-directories.js';
import { inFolder, plainEnvironment, runProgram } from './program.js';

// How much memory `authentik-aws users` takes, measured on the built program:
// `node test/bench/users-memory.js`, with `--users N` for another number on each side.
const { values } = parseArgs({ options: { users: { type: 'string', default: '100000' } } });
const count = Number(values.users);
const reporter = new URL('./report-memory.js', import.meta.url).href;

for (const form of [[], ['--csv'], ['--json']]) {
  const megabytes = await inFolder((folder) => measure(form, folder));
  const command = ['users', ...form].join(' ');
  process.stdout.write(`${command} with ${count} on each side: ${megabytes} MB at most\n`);
}

async function measure(form, folder) {
  const directories = await startDirectories(count);
  let written = '';
  try {
    await runProgram(['users', ...form], {
      folder,
      env: {
        ...{ ...plainEnvironment(folder), ...directories.environment },
        NODE_OPTIONS: `--import ${reporter}`,
      },
      onText: (text) => {
        written = text;
      },
    });
  } finally {
    directories.close();
  }
  return /at most (\d+) MB resident/.exec(written)?.[1];
}
