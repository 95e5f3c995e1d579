/** Reading a text that a test wrote, as the bytes of a file. */

import { universalTools } from '../../../../core/documents/doctor/tools.ts';
import { readDocument } from '../../../../core/documents/reading/index.ts';
import type { Reading } from '../../../../core/documents/reading/reading.ts';
import { utf8 } from '../../../../core/formats/bytes.ts';

export function readings(file: string | Uint8Array): readonly Reading[] {
  return readDocument(typeof file === 'string' ? utf8(file) : file, universalTools);
}

/** The one reading of a file. */
export function reading(file: string | Uint8Array): Reading {
  const [one, ...others] = readings(file);
  if (!one || others.length > 0) throw new Error(`${others.length + (one ? 1 : 0)} readings`);
  return one;
}

/** The notes of a code. */
export const notes = ({ notes: all }: Reading, code: string) =>
  all.filter((note) => note.code === code).map(({ detail }) => detail);
