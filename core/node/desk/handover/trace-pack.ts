/** Trace packs: the certificates of a trace as one ZIP, with a table of contents. docs/certificate-format/trace.md. */
import { NotaryError } from '../../../errors.ts';
import { CERTIFICATES_FOLDER, CONTENTS_NAME, contentsBytes, DOCUMENTS_FOLDER } from '../../../trace/contents.ts';
import { isLeafKey, isPackable } from '../../../trace/names.ts';
import type { Trace, TraceRecord } from '../../../trace/types.ts';
import { zipArchive } from './share/archive.ts';
import type { NamedBytes } from './share/contents.ts';
import { shareReadme } from './share/readme.ts';
import type { SharedParts } from './share.ts';

/** A record of the trace that goes into the pack, and its certificate if another desk issued it. */
interface Packable {
  readonly record: TraceRecord;
  readonly foreign: Uint8Array | null;
}

/**
 * The sealed records of a trace in its order, each with the certificate of another desk as that was taken in. A partner's
 * record whose certificate is no longer there stays out, and so does what waits to be sealed or was erased. Throws
 * `wrong-state` when the record that the trace was followed from is one of these.
 */
export function packable(trace: Trace, foreign: (leaf: string) => Uint8Array | null): readonly Packable[] {
  const found = trace.nodes.flatMap(({ record }): Packable[] => {
    if (!isPackable(record)) return [];
    const pdf = record.verdict === null ? null : foreign(record.key);
    return record.verdict !== null && pdf === null ? [] : [{ record, foreign: pdf }];
  });
  if (trace.start === null || !found.some(({ record }) => record.key === trace.start))
    throw new NotaryError('wrong-state', 'a trace pack begins with a sealed record', { id: trace.start ?? '' });
  return found;
}

/** Ids of this desk's records among them. */
export function ownIds(packed: readonly Packable[]): readonly string[] {
  return packed.flatMap(({ record, foreign }) => (foreign === null ? [record.id] : []));
}

/**
 * The bytes of the ZIP. `shared` are the parts of the own records, in their order. What the certificates withhold is in no
 * name: files are called by the numbers of their certificates, as in a share.
 */
export function tracePack(start: string, packed: readonly Packable[], shared: SharedParts): Uint8Array {
  const digits = String(packed.length).length;
  const own = [...shared.records];
  const files: NamedBytes[] = [];
  const certificates: { readonly file: string; readonly leaf: string }[] = [];
  packed.forEach(({ record: { key }, foreign }, i) => {
    if (!isLeafKey(key)) throw new NotaryError('internal', 'a record without a leaf in a pack');
    const number = String(i + 1).padStart(digits, '0');
    const part = foreign === null ? own.shift() : undefined;
    const file = `${CERTIFICATES_FOLDER}${number}.pdf`;
    const bytes = foreign ?? part?.certificate.bytes;
    if (!bytes) throw new NotaryError('internal', 'a record without a certificate in a pack');
    files.push({ name: file, bytes });
    certificates.push({ file, leaf: key });
    if (part?.document)
      files.push({ name: `${DOCUMENTS_FOLDER}${number}-${part.document.name}`, bytes: part.document.bytes });
  });
  const { checker, trust } = shared;
  const contents = contentsBytes({ v: 1, type: 'trace', start, certificates });
  const readme = shareReadme({ records: shared.records, checker, trust }, { certificates: certificates.length });
  return zipArchive([
    { name: CONTENTS_NAME, bytes: contents },
    readme,
    ...[checker, trust].filter((file) => file !== null),
    ...files,
  ]);
}
