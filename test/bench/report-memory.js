/** Preloaded into a process: prints the most memory it had resident, in MB, when it ends. */
process.on('exit', () => {
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stderr.write(`at most ${megabytes} MB resident\n`);
});
