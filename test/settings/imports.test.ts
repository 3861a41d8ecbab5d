import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../src/settings/', import.meta.url));

/** All modules that a file of the sources comes to import, by path or package name. */
function importsOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  const text = readFileSync(file, 'utf8');
  for (const [, specifier = ''] of text.matchAll(
    /^(?:import|export) (?!type ).*? from '(.+?)';$/gms,
  )) {
    const path = specifier.startsWith('.')
      ? resolve(dirname(file), specifier.replace(/\.js$/, '.ts'))
      : specifier;
    if (seen.has(path)) continue;
    seen.add(path);
    if (path.endsWith('.ts')) importsOf(path, seen);
  }
  return seen;
}

test('the data of flags loads no package, so that --help stays fast', () => {
  const imported = [...importsOf(resolve(source, 'flags.ts'))];
  expect(imported).toContain(resolve(source, 'table/authentik.ts'));
  const packages = imported.filter((path) => !path.endsWith('.ts') && !path.startsWith('node:'));
  expect(packages).toEqual([]);
});
