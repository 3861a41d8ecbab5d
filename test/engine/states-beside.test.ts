import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { emptyState } from '../../src/engine/state.js';
import { statesBeside } from '../../src/engine/states-beside.js';
import { temporaryFolder } from '../commands/run-program.js';

const target = (authentik: string) => ({ authentik, instance: 'ssoins-0123456789abcdef' });

test('the targets of other state files are told, and of nothing else', async () => {
  const { path, remove } = temporaryFolder();
  onTestFinished(remove);
  const put = (name: string, text: string) => writeFileSync(join(path, name), text);
  put('own.json', JSON.stringify(emptyState(target('https://own.example.com'))));
  put('other.json', JSON.stringify(emptyState(target('https://other.example.com'))));
  put('other.json.backup', JSON.stringify(emptyState(target('https://older.example.com'))));
  put('unreadable.json', 'not JSON');
  put('something.json', '{}');
  expect(await statesBeside(join(path, 'own.json'))).toEqual([target('https://other.example.com')]);
});

test('a folder that is not there holds none', async () => {
  expect(await statesBeside('/no/such/folder/own.json')).toEqual([]);
});
