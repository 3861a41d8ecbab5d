import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** The file that a shell runs as `authentik-aws`; it loads what `npm run build` has made. */
const program = fileURLToPath(new URL('../../bin/authentik-aws.js', import.meta.url));

/** The environment of somebody without any configuration of this program or of AWS. */
export function plainEnvironment(folder) {
  return { PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: join(folder, 'data') };
}

/** Calls back with a folder that is gone afterwards. */
export async function inFolder(work) {
  const folder = await mkdtemp(join(tmpdir(), 'authentik-aws-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs the program and gives the milliseconds it took. What it writes goes to `onText` as it
 * comes; it throws when the exit code is not 0, since a failed run measures nothing.
 */
export function runProgram(args, options) {
  return runNode([program, ...args], options);
}

/** The same for Node itself. */
export function runNode(args, { folder, env = plainEnvironment(folder), onText = () => {} }) {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let written = '';
    const take = (chunk) => {
      written += chunk;
      onText(written);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(performance.now() - begun);
      else reject(new Error(`node ${args.join(' ')} ended with ${code}:\n${written}`));
    });
  });
}
