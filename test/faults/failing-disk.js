// A preload for the program: what is written below a folder fails as on a full disk (ENOSPC) or on
// one that may only be read (EROFS), for whoever runs it. FAILING_FOLDER, FAILING_CODE, and
// FAILING_AFTER: how many files may still be opened for writing before it begins.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { relative, resolve } from 'node:path';
import process from 'node:process';

const { FAILING_FOLDER = '', FAILING_CODE = 'ENOSPC', FAILING_AFTER = '0' } = process.env;
const errnos = { ENOSPC: -28, EROFS: -30 };
let spared = Number(FAILING_AFTER);
const unwritable = new Set();

function isBelow(path) {
  return FAILING_FOLDER !== '' && !relative(FAILING_FOLDER, resolve(String(path))).startsWith('..');
}

function failure(syscall, path) {
  const words = FAILING_CODE === 'EROFS' ? 'read-only file system' : 'no space left on device';
  const error = new Error(`${FAILING_CODE}: ${words}, ${syscall} '${path}'`);
  return Object.assign(error, { code: FAILING_CODE, errno: errnos[FAILING_CODE], syscall, path });
}

function writes(flags) {
  if (typeof flags === 'number') return (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) > 0;
  return /[wa+]/.test(String(flags ?? 'r'));
}

/** Whether this file is one that fails; counts those that are spared. */
function fails(path, flags) {
  if (!isBelow(path) || !writes(flags)) return false;
  if (spared > 0) {
    spared -= 1;
    return false;
  }
  return true;
}

const { open: openFile, mkdir: makeFolder, copyFile: copy } = fs.promises;

fs.promises.open = async (path, flags, ...rest) => {
  if (!fails(path, flags)) return openFile(path, flags, ...rest);
  if (FAILING_CODE === 'EROFS') throw failure('open', path);
  const file = await openFile(path, flags, ...rest);
  file.writeFile = () => Promise.reject(failure('write', path));
  return file;
};

fs.promises.copyFile = async (from, to, ...rest) => {
  if (fails(to, 'w')) throw failure('copyfile', to);
  return copy(from, to, ...rest);
};

fs.promises.mkdir = async (path, ...rest) => {
  const isNew = isBelow(path) && !fs.existsSync(path);
  if (isNew && spared === 0) throw failure('mkdir', path);
  return makeFolder(path, ...rest);
};

const { open, write, close } = fs;

fs.open = (path, flags, ...rest) => {
  const done = rest.at(-1);
  if (!fails(path, flags)) return open(path, flags, ...rest);
  if (FAILING_CODE === 'EROFS') return process.nextTick(done, failure('open', path));
  return open(path, flags, ...rest.slice(0, -1), (error, descriptor) => {
    if (descriptor !== undefined) unwritable.add(descriptor);
    done(error, descriptor);
  });
};

fs.write = (descriptor, ...rest) => {
  if (!unwritable.has(descriptor)) return write(descriptor, ...rest);
  return process.nextTick(rest.at(-1), failure('write', 'file'));
};

fs.close = (descriptor, ...rest) => {
  unwritable.delete(descriptor);
  return close(descriptor, ...rest);
};

syncBuiltinESMExports();
