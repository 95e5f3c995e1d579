/** Certificates of a template that nobody knows, with and without the issuer's note for it. */
import { nobleCrypto } from '../../../core/crypto.ts';
import { fromUtf8, toBase64, utf8 } from '../../../core/formats/bytes.ts';
import { canonicalBytes, type Json } from '../../../core/formats/canonical.ts';
import type { EvidenceFiles } from '../../../core/formats/evidence.ts';
import { type NoteSigner, noteBytes, signNote } from '../../../core/formats/note.ts';
import { bank, desk, makeEvidence } from './evidence.ts';
import { logSigner } from './keys.ts';

export const PIN = 'ab'.repeat(32);

/** A certificate of a template that is known. */
export const files = makeEvidence({ cosigners: [{ signer: bank }] });

/** The same certificate with other members in `evidence.json`. */
export function withMembers(members: Readonly<Record<string, Json>>): EvidenceFiles {
  const evidence = { ...JSON.parse(fromUtf8(files.evidence)), ...members };
  return { ...files, evidence: canonicalBytes(evidence) };
}

interface Said {
  readonly by?: NoteSigner;
  readonly origin?: string;
  readonly header?: string;
  readonly page?: string;
  readonly record?: Uint8Array;
  /** `evidence.json` without the note. */
  readonly evidence?: Uint8Array;
  readonly more?: string;
}

export const OF_3 = { template: 3, options: { pin: PIN } };

/** A page note about template 3 and the sample's evidence, or one that says something else. */
export function pageNote(said: Said = {}): string {
  const { by = desk, origin = desk.key.name, header = 'notary-desk/page/v1', page = `3 ${PIN}`, more = '' } = said;
  const { record = files.record, evidence = withMembers({ page: OF_3 }).evidence } = said;
  const [ofRecord, ofEvidence] = [record, evidence].map((bytes) => toBase64(nobleCrypto.sha256(bytes)));
  const text = `${origin}\n${header}\n${page}\n${ofRecord}\n${ofEvidence}\n${more}`;
  return fromUtf8(noteBytes({ text, signatures: [signNote(text, by)] }));
}

export const ofTemplate3 = (issued: Json) => withMembers({ page: { template: 3, options: { pin: PIN, issued } } });

/** What makes the page of an unknown template altered, by name. */
export const NOT_ISSUED: readonly (readonly [string, EvidenceFiles])[] = [
  ['without a note', withMembers({ page: OF_3 })],
  ['that is no text', ofTemplate3({ note: 1 })],
  ['that is no note', ofTemplate3('3')],
  ['signed by somebody else', ofTemplate3(pageNote({ by: logSigner('stranger') }))],
  ['signed by a cosigner', ofTemplate3(pageNote({ by: bank }))],
  ['about another log', ofTemplate3(pageNote({ origin: `desk/${'0'.repeat(64)}` }))],
  ['about another template', ofTemplate3(pageNote({ page: `4 ${PIN}` }))],
  ['about another pin', ofTemplate3(pageNote({ page: `3 ${'ac'.repeat(32)}` }))],
  ['about another record', ofTemplate3(pageNote({ record: utf8('another') }))],
  ['about other evidence', ofTemplate3(pageNote({ evidence: files.evidence }))],
  [
    'with an option more than was signed',
    withMembers({ page: { template: 3, options: { pin: PIN, issued: pageNote(), banner: 1 } } }),
  ],
  [
    'with an anchor more than was signed',
    withMembers({
      page: { template: 3, options: { pin: PIN, issued: pageNote() } },
      anchors: [{ kind: 'zz', zz: 1 }],
    }),
  ],
  ['of another kind', ofTemplate3(pageNote({ header: 'notary-desk/checker/v1' }))],
  ['with a line more', ofTemplate3(pageNote({ more: 'more\n' }))],
  ['signed twice', ofTemplate3(`${pageNote()}${pageNote().split('\n').at(-2)}\n`)],
  ['with another text than was signed', ofTemplate3(pageNote().replace(`3 ${PIN}`, `3 ${'ac'.repeat(32)}`))],
  ['of more than 4096 characters', ofTemplate3(`${pageNote()}${' '.repeat(4096)}`)],
];
