/**
 * Ways to die, put under a desk from the outside: the shipped code knows nothing of them. A fault is bound to a statement
 * of the database, a commit, or a call of the file system, and strikes once.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { Db } from '../../../core/node/system/database.ts';

export interface Fault {
  /** `tear`: half of the bytes are written, then death. `full`: the disk is full, once. */
  readonly do: 'kill' | 'tear' | 'full';
  readonly when: 'before' | 'after';
  readonly at: 'statement' | 'commit' | 'rename' | 'link' | 'write';
  /** Found in the SQL of a statement, in the path of a file; for a commit, in any statement of its transaction. */
  readonly match: string;
  /** The how-manieth such place, from 1. */
  readonly nth: number;
}

/** Nothing is flushed, nothing is closed, no handler runs. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}

function full(): never {
  throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
}

/** Puts one fault in its place. */
export function install(fault: Fault): void {
  let left = fault.nth;
  const isHere = (at: Fault['at'], text: string) => fault.at === at && text.includes(fault.match) && --left === 0;
  onDatabase(fault, isHere);
  onFiles(fault, isHere);
}

type IsHere = (at: Fault['at'], text: string) => boolean;

function onDatabase({ when }: Fault, isHere: IsHere): void {
  const { run, write } = Db.prototype;
  let statements = '';
  Db.prototype.run = function (sql, ...values) {
    statements += sql;
    const here = isHere('statement', sql);
    if (here && when === 'before') die();
    const changes = run.call(this, sql, ...values);
    if (here) die();
    return changes;
  };
  Db.prototype.write = function <T>(work: () => T): T {
    statements = '';
    let here = false;
    const result = write.call(this, () => {
      const value = work();
      here = isHere('commit', statements);
      if (here && when === 'before') die();
      return value;
    }) as T;
    if (here) die();
    return result;
  };
}

function onFiles(fault: Fault, isHere: IsHere): void {
  const original = { renameSync: fs.renameSync, linkSync: fs.linkSync, writeSync: fs.writeSync };
  const around = <T>(at: Fault['at'], path: string, call: () => T): T => {
    const here = isHere(at, path);
    if (here && fault.do === 'full') full();
    if (here && fault.when === 'before') die();
    const value = call();
    if (here) die();
    return value;
  };
  fs.renameSync = (from, to) => around('rename', String(to), () => original.renameSync(from, to));
  fs.linkSync = (from, to) => around('link', String(to), () => original.linkSync(from, to));
  // a draft has no name that tells what it will be: whoever writes is told by the bytes
  fs.writeSync = ((file: number, bytes: Uint8Array, ...rest: number[]) => {
    if (bytes instanceof Uint8Array && isHere('write', Buffer.from(bytes).toString('latin1'))) {
      if (fault.do === 'full') full();
      original.writeSync(file, bytes, 0, Math.floor(bytes.length / 2));
      die();
    }
    return original.writeSync(file, bytes, ...rest);
  }) as typeof fs.writeSync;
  syncBuiltinESMExports();
}
