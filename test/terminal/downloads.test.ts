import { mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newDownloads } from '../../src/terminal/downloads.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downloads-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function save(name: string, text: string): Promise<void> {
  return writeFile(join(folder, name), text);
}

/** Watches while the steps happen one by one between two looks, and gives what was offered. */
async function watch(...steps: (() => Promise<unknown>)[]): Promise<[string, string][]> {
  const stopping = new AbortController();
  const script = [...steps, async () => {}, async () => {}];
  const pause = async () => {
    const step = script.shift();
    if (!step) stopping.abort();
    await step?.();
  };
  const found: [string, string][] = [];
  const since = Date.now();
  for await (const file of newDownloads({ folder, since, signal: stopping.signal, pause })) {
    found.push([file.path.slice(folder.length + 1), file.text]);
  }
  return found;
}

describe('newDownloads', () => {
  it('offers a new file once', async () => {
    expect(await watch(() => save('aws.xml', '<x/>'))).toEqual([['aws.xml', '<x/>']]);
  });

  it('waits until a file is no longer written', async () => {
    const found = await watch(
      () => save('aws.xml', '<x'),
      () => save('aws.xml', '<x><y/></x>'),
    );
    expect(found).toEqual([['aws.xml', '<x><y/></x>']]);
  });

  it('offers a file again when it is saved anew', async () => {
    const nothing = async () => {};
    const found = await watch(
      () => save('a.xml', 'one'),
      nothing,
      () => save('a.xml', 'two'),
    );
    expect(found.map(([, text]) => text)).toEqual(['one', 'two']);
  });

  it('passes over what is old, empty, too large, unfinished, or a link', async () => {
    await save('old.xml', '<x/>');
    await utimes(join(folder, 'old.xml'), 1, 1);
    const found = await watch(
      () => save('empty.xml', ''),
      () => save('large.iso', 'x'.repeat(1024 * 1024 + 1)),
      () => save('aws.xml.crdownload', '<x/>'),
      () => symlink('/etc/hostname', join(folder, 'link.xml')),
    );
    expect(found).toEqual([]);
  });

  it('finds nothing, and fails at nothing, where there is no such folder', async () => {
    await rm(folder, { recursive: true });
    expect(await watch()).toEqual([]);
  });

  it('ends when its pause is cut short', async () => {
    const stopping = new AbortController();
    const watching = newDownloads({ folder, since: 0, signal: stopping.signal }).next();
    stopping.abort();
    expect(await watching).toEqual({ done: true, value: undefined });
  });
});
