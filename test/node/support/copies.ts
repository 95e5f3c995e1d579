/** Copies of a home, and the memory of what a log has signed outside of them. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NotaryError } from '../../../core/errors.ts';
import { type Checkpoint, checkpointText } from '../../../core/formats/checkpoint.ts';
import { signNote } from '../../../core/formats/note.ts';
import { Desk, type DeskOptions } from '../../../core/node/desk/desk.ts';
import type { DeskStatus } from '../../../core/node/desk/types.ts';
import { createKeys, readKeyInfo } from '../../../core/node/home/keys.ts';
import { SecondMemory } from '../../../core/node/home/second-memory.ts';
import { signedFile, signedFolder } from '../../../core/node/home/signed-file.ts';
import { testFolder } from './folder.ts';

/** A memory of a log whose trees are played: `grown` says which earlier heads they contain. */
export async function playedLog() {
  const folder = testFolder();
  const { keys } = await createKeys(join(folder, 'home'), {});
  const told: NotaryError[] = [];
  const open = (home = 'home', more: { readonly folder?: string | null } = {}) =>
    new SecondMemory({
      origin: keys.origin,
      logKeys: keys.logKeys,
      home: join(folder, home),
      folder: join(folder, 'state'),
      onTrouble: (error) => told.push(error),
      ...more,
    });
  const signed = (size: number, fill = size) => {
    const checkpoint: Checkpoint = { origin: keys.origin, size, root: new Uint8Array(32).fill(fill) };
    const text = checkpointText(checkpoint);
    return { checkpoint, note: { text, signatures: [signNote(text, keys.log)] }, keys: [keys.log.key] };
  };
  return { folder, keys, told, open, signed, path: signedFile(keys.origin, join(folder, 'state')) };
}

export const options = (home: string): DeskOptions => ({ home, version: '0.0.0', oldRuntime: false, program: 'test' });

/** Seals a new file in a home; `emit` hears what the desk tells. */
export async function seal(home: string, name: string, emit?: DeskOptions['emit']): Promise<DeskStatus> {
  const desk = await Desk.open({ ...options(home), ...(emit ? { emit } : {}) });
  try {
    const path = join(home, '..', name);
    writeFileSync(path, `bytes of ${name}`);
    await desk.intake({ paths: [path], again: false }).done;
    await desk.seal();
    return desk.status();
  } finally {
    await desk.close();
  }
}

/** A home with one sealed record, and a copy of it. */
export async function homeAndCopy() {
  const folder = testFolder();
  const [home, copy] = [join(folder, 'home'), join(folder, 'copy')];
  const holder = { name: 'ACME', creditCode: null, operator: null };
  const { desk } = await Desk.init(options(home), { language: 'en', holder });
  await desk.close();
  await seal(home, 'first.txt');
  cpSync(home, copy, { recursive: true });
  return { home, copy, path: signedFile(readKeyInfo(home).origin, signedFolder()) };
}
