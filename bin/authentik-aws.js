#!/usr/bin/env node
import process from 'node:process';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 17)) {
  process.stderr.write(
    `error: authentik-aws needs Node 20.17 or later; this is ${process.version}\n` +
      '  Install a later Node from https://nodejs.org and run the command again.\n',
  );
  process.exit(64);
}

const { main } = await import('../dist/main.js');

if (process.env.NODE_DEBUG) {
  const { hideSecretsOn } = await import('../dist/terminal/last-guard.js');
  hideSecretsOn(process.stderr);
}

const signals = ['SIGINT', 'SIGTERM'];
// Under `nohup`, which takes the terminal away, the signal of a closed terminal stays ignored.
if (process.stderr.isTTY) signals.push('SIGHUP');

// Whoever reads may leave (`| head`), and a terminal may be closed: neither is worth a crash.
let terminalIsGone = false;
for (const stream of [process.stdin, process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    terminalIsGone ||= error.code === 'EIO';
  });
}

process.exitCode = await main({
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  onInterrupt(listener) {
    let closed = false;
    const interrupt = (signal) => {
      // The system and the shell both send it: a terminal is closed only once.
      if (signal === 'SIGHUP' && closed) return;
      closed ||= signal === 'SIGHUP';
      listener();
    };
    for (const signal of signals) process.on(signal, interrupt);
    return () => {
      for (const signal of signals) process.off(signal, interrupt);
    };
  },
  onCrash(listener) {
    process.once('uncaughtException', (error) => {
      // What follows while the first is being told adds nothing.
      process.on('uncaughtException', () => undefined);
      listener(error);
    });
  },
  leave: (code) => process.exit(code),
});

// Node aborts when it finds at its end that its terminal is gone, and leaves a core file.
if (terminalIsGone) process.kill(process.pid, 'SIGKILL');
// A request that was cut short may keep its connection open.
if (process.exitCode === 130) process.exit();
