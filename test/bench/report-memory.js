import process from 'node:process';

// Preloaded into a process: says at its end how much memory it had resident at most.
process.on('exit', () => {
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stderr.write(`at most ${megabytes} MB resident\n`);
});
