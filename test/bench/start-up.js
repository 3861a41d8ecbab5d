import { median } from './median.js';
import { inFolder, runNode, runProgram } from './program.js';

const subjects = {
  '--version': (options) => runProgram(['--version'], options),
  '--help': (options) => runProgram(['--help'], options),
  'setup --help': (options) => runProgram(['setup', '--help'], options),
};

/**
 * Milliseconds until each command has ended, and how many bare starts of Node that is. Rounds take
 * all subjects in turn, so that a busy spell of the machine falls on all of them.
 */
export async function startUp(runs) {
  return inFolder(async (folder) => {
    const bare = [];
    const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
    for (let round = 0; round < runs; round += 1) {
      bare.push(await runNode(['-e', '0'], { folder }));
      for (const [name, run] of Object.entries(subjects)) times[name].push(await run({ folder }));
    }
    const unit = median(bare);
    const rows = Object.entries(times).map(([name, taken]) => {
      const milliseconds = median(taken);
      return { name, milliseconds, ratio: milliseconds / unit };
    });
    return { bareNode: unit, commands: rows };
  });
}
