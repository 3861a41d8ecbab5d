import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '..', 'src');

function sources(): string[] {
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A file without its comments. */
function codeOf(path: string): string {
  return readFileSync(path, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/^\s*\/\/.*$/gm, '');
}

/** What a module imports when it is loaded: neither types nor what it loads when it is used. */
function importsOf(path: string): string[] {
  const statements = codeOf(path).matchAll(
    /^(?:import|export)\s(?!type\s)([^;]*?)from '([^']+)';/gm,
  );
  const bare = codeOf(path).matchAll(/^import '([^']+)';/gm);
  const named = [...statements].filter(([, names = '']) => !onlyTypes(names));
  return [...named.map(([, , from = '']) => from), ...[...bare].map(([, from = '']) => from)];
}

function onlyTypes(names: string): boolean {
  const listed = /^\{([\s\S]*)\}\s*$/.exec(names.trim())?.[1];
  if (listed === undefined) return false;
  return listed.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '));
}

/** Every module and package that is loaded together with a module. */
function loadedWith(start: string, seen = new Set<string>()): Set<string> {
  for (const from of importsOf(start)) {
    const target = from.startsWith('.')
      ? resolve(dirname(start), from.replace(/\.js$/, '.ts'))
      : from;
    if (seen.has(target)) continue;
    seen.add(target);
    if (from.startsWith('.')) loadedWith(target, seen);
  }
  return seen;
}

describe('what is loaded before a command is known', () => {
  const loaded = [...loadedWith(join(src, 'program.ts'))];

  test('is the command line and little else', () => {
    expect(loaded.filter((each) => !each.startsWith('/') && !each.startsWith('node:'))).toEqual([
      'commander',
    ]);
    expect(loaded).toContain(join(src, 'cli.ts'));
  });

  test('is no command, no step and no system', () => {
    const folders = loaded.map((each) => each.slice(src.length + 1).split('/')[0]);
    for (const heavy of ['procedure', 'engine', 'authentik', 'aws', 'sandbox', 'settings']) {
      expect(folders).not.toContain(heavy);
    }
  });
});

/** Writes the address of every module that Node loads to stderr. */
const hooks = dataModule(
  `import { writeSync } from 'node:fs';
   export function load(url, context, next) {
     writeSync(2, url + '\\n');
     return next(url, context);
   }`,
);
const watch = dataModule(
  `import { register } from 'node:module'; register(${JSON.stringify(hooks)});`,
);

function dataModule(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

test.each([
  ['--version', []],
  ['--help', ['commander']],
])('%s really loads no package but %j', (flag, expected) => {
  const bin = resolve(src, '..', 'bin', 'authentik-aws.js');
  const { status, stderr } = spawnSync(process.execPath, ['--import', watch, bin, flag]);
  expect(status).toBe(0);
  const loaded = stderr.toString().split('\n');
  const packages = loaded.flatMap(
    (url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? [],
  );
  expect([...new Set(packages)]).toEqual(expected);
  expect(loaded.some((url) => url.endsWith('/dist/main.js'))).toBe(true);
});

test('the sandbox is loaded by no command before it is asked for', () => {
  for (const command of ['setup', 'plan', 'status']) {
    const loaded = [...loadedWith(join(src, 'commands', `${command}.ts`))];
    expect(loaded.filter((each) => each.startsWith(join(src, 'sandbox')))).toEqual([]);
    for (const heavy of ['hono', 'xml-crypto', 'selfsigned', 'inquirer']) {
      expect(loaded).not.toContain(heavy);
    }
  }
});

describe('nothing in src', () => {
  test.each([
    ['ends the process', /\bprocess\s*\.\s*(exit|exitCode|abort|reallyExit)\b/],
    ['prints past the terminal', /\bconsole\s*\.\s*\w+\(|\bprocess\s*\.\s*(stdout|stderr)\b/],
  ])('%s', (_what, pattern) => {
    const found = sources().filter((path) => pattern.test(codeOf(path)));
    expect(found.map((path) => path.slice(src.length + 1))).toEqual([]);
  });
});

test('no check of the compiler or of the linter is switched off', () => {
  const off = /@ts-(ignore|expect-error|nocheck)|biome-ignore/;
  expect(sources().filter((path) => off.test(readFileSync(path, 'utf8')))).toEqual([]);
});

test('only bin/ ends the process', () => {
  const bin = readFileSync(resolve(src, '..', 'bin', 'authentik-aws.js'), 'utf8');
  expect(bin).toMatch(/process\.exitCode = await main\(/);
});
