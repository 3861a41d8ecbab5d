import type { World } from './commands/world.js';
import { aboutThis } from './terminal/about.js';

/**
 * The program. The version is told before anything else is loaded; everything else is in
 * `program.ts`.
 * @returns the exit code
 */
export async function main(world: World): Promise<number> {
  const [first, second] = world.argv;
  if ((first === '--version' || first === '-V') && (second ?? '--verbose') === '--verbose') {
    const { version, node, platform } = aboutThis();
    const details = second === undefined ? '' : ` on Node ${node}, ${platform}`;
    world.stdout.write(`${version}${details}\n`);
    return 0;
  }
  const { runProgram } = await import('./program.js');
  return runProgram(world);
}
