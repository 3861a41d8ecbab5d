import { median } from './median.js';
import { inFolder, runProgram } from './program.js';

/** The parts of an unattended run, each with the text that ends it. */
const parts = [
  { name: 'start of program and sandbox', ends: /^Sandbox: /m },
  { name: 'plan', ends: /^Plan: /m },
  { name: 'run', ends: /^\[\d+\/\d+\] See somebody sign in/m },
  { name: 'sign-in and proof', ends: /Done\. Everything is in place\./ },
];

/** Milliseconds of `setup --sandbox --no-input` from nothing to the proof: whole, and by part. */
export async function wholeRun(runs) {
  const timings = [];
  for (let round = 0; round < runs; round += 1) timings.push(await inFolder(timeOne));
  return {
    milliseconds: median(timings.map(({ whole }) => whole)),
    parts: parts.map(({ name }, at) => ({
      name,
      milliseconds: median(timings.map(({ lengths }) => lengths[at])),
    })),
  };
}

async function timeOne(folder) {
  const begun = performance.now();
  const ends = [];
  const onText = (text) => {
    while (ends.length < parts.length && parts[ends.length].ends.test(text)) {
      ends.push(performance.now() - begun);
    }
  };
  const whole = await runProgram(['setup', '--sandbox', '--no-input', '--scim'], {
    folder,
    onText,
  });
  const missing = parts[ends.length];
  if (missing) throw new Error(`the run never showed the end of "${missing.name}"`);
  return { whole, lengths: ends.map((end, at) => end - (ends[at - 1] ?? 0)) };
}
