/** Archives, Office documents and OFD: their entries, and the values of a workbook's cells. */
import { concat, utf8 } from '../../formats/bytes.ts';
import { FINGERPRINT_LIMITS, type Material } from './format.ts';
import { workbookValues } from './sheet.ts';
import { Allowance, type Tools, UNPACK_LIMIT } from './tools.ts';
import { xmlText } from './xml.ts';
import { readEntries } from './zip.ts';

/** Members with metadata (author, times, program) or thumbnails. */
const METADATA = /^(?:docProps\/|meta\.xml$|Thumbnails\/)/;

/** Nothing for less than 1 KB of contents in all. Throws what `readMembers` throws. */
export function archiveMaterial(bytes: Uint8Array, tools: Tools): Material['parts'] {
  const allowance = new Allowance(UNPACK_LIMIT);
  const contents = readEntries(bytes, tools, allowance);
  const size = [...contents.values()].reduce((sum, content) => sum + content.length, 0);
  if (size < FINGERPRINT_LIMITS.part) return {};
  const all = (keep: (name: string) => boolean) => setDigest(contents, keep, tools);
  const values = valuesOf(contents, tools);
  return { members: all(() => true), content: all((name) => !METADATA.test(name)), ...(values && { values }) };
}

function setDigest(contents: ReadonlyMap<string, Uint8Array>, keep: (name: string) => boolean, tools: Tools) {
  const { sha256 } = tools.crypto;
  const kept = [...contents].filter(([name]) => keep(name));
  return sha256(concat(...kept.flatMap(([name, content]) => [sha256(utf8(name)), sha256(content)])));
}

function valuesOf(contents: ReadonlyMap<string, Uint8Array>, tools: Tools): Uint8Array | null {
  if (!contents.has('xl/workbook.xml')) return null;
  try {
    const values = workbookValues((name) => {
      const bytes = contents.get(name);
      return bytes ? xmlText(bytes) : null;
    });
    const bytes = utf8(values ?? '');
    return bytes.length < FINGERPRINT_LIMITS.part ? null : tools.crypto.sha256(bytes);
  } catch {
    return null; // a workbook that cannot be parsed is still an archive
  }
}
