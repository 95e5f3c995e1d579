/** A package for a recipient as one ZIP: the same contents always give the same bytes. */
import type { Zippable } from 'fflate';
import { NotaryError } from '../../../../errors.ts';
import { distinctNames } from '../../../../handover/entry-name.ts';
import { writeZip } from '../../../system/zip-writer.ts';
import type { NamedBytes, ShareContents } from './contents.ts';
import { shareReadme } from './readme.ts';

/** Mail systems accept far less than this; more would not fit into memory comfortably. */
const MAX_BYTES = 512 * 1024 * 1024;

/**
 * The ZIP's bytes. With several records each has its own folder, so that equal names do not collide. Throws
 * `too-large`.
 */
export function shareArchive(contents: ShareContents): Uint8Array {
  return zipArchive(listed(contents));
}

/** A ZIP of these files, the same for the same names and bytes. Throws `too-large`. */
export function zipArchive(files: readonly NamedBytes[]): Uint8Array {
  const total = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (total > MAX_BYTES) throw new NotaryError('too-large', 'more than 512 MiB to share; share fewer records at once');
  const entries: Zippable = {};
  const names = distinctNames(files.map(({ name }) => name));
  files.forEach(({ bytes }, i) => {
    const name = names[i] as string;
    entries[name] = [bytes, { level: isPacked(name) ? 0 : 6 }];
  });
  return writeZip(entries);
}

function listed(contents: ShareContents): readonly NamedBytes[] {
  const { records, checker, trust } = contents;
  const extras = [shareReadme(contents), checker, trust].filter((file) => file !== null);
  const taken = new Set(extras.map(({ name }) => name.toLowerCase()));
  const inFolders = records.length > 1 || records.some(({ document }) => taken.has(document?.name.toLowerCase() ?? ''));
  const digits = String(records.length).length;
  const shared = records.flatMap(({ certificate, document }, i) => {
    const folder = inFolders ? `${String(i + 1).padStart(digits, '0')}/` : '';
    return [certificate, ...(document ? [document] : [])].map(({ name, bytes }) => ({ name: folder + name, bytes }));
  });
  return [...extras, ...shared];
}

/** Formats that are already compressed. */
function isPacked(name: string): boolean {
  return /\.(?:pdf|png|jpe?g|zip|docx|xlsx|pptx|ofd)$/i.test(name);
}
