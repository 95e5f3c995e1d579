/** One set of checks: whoever verifies, whoever prints a certificate and whoever checks a custody say the same of a lie. */
import { describe, expect, it } from 'vitest';
import { cometbftAnchor } from '../../core/anchors/cometbft/evidence.ts';
import { readStatement } from '../../core/certificate/statement.ts';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromUtf8, utf8 } from '../../core/formats/bytes.ts';
import { parseProof } from '../../core/formats/checkpoint.ts';
import {
  type Evidence,
  type EvidenceFiles,
  evidenceBytes,
  parseEvidence,
  parseEvidenceSet,
} from '../../core/formats/evidence.ts';
import { type NoteSigner, signNote } from '../../core/formats/note.ts';
import { type Custody, type CustodyCheckName, checkCustody } from '../../core/log/custody.ts';
import type { CheckName } from '../../core/verification/report.ts';
import { blockEvidence } from '../anchor/cometbft/support/chain.ts';
import { ALONE, block } from './support/anchored.ts';
import {
  bank,
  court,
  DOCUMENT_SHA256,
  desk,
  type EvidenceOptions,
  makeEvidence,
  ownWitness,
} from './support/evidence.ts';
import { signer, witnessSigner } from './support/keys.ts';
import { outcome } from './support/outcome.ts';
import { checkOf, stranger, verdictOf } from './support/verifying.ts';

const SEALED = { ...ALONE, cosigners: [{ signer: ownWitness }, { signer: bank }], pending: {} } as const;
const TEXT = parseProof(makeEvidence(SEALED).proof).note.text;

/** The files with something in `evidence.json` changed. */
function changed(files: EvidenceFiles, change: (evidence: Evidence) => Partial<Evidence>): EvidenceFiles {
  const evidence = parseEvidence(files.evidence, nobleCrypto);
  return { ...files, evidence: evidenceBytes({ ...evidence, ...change(evidence) }) };
}

/** A custody that rests on the same note, keys and anchors; its own entries are not what is asked about. */
function custodyUnder(files: EvidenceFiles): Custody {
  const { keys, anchors } = parseEvidence(files.evidence, nobleCrypto);
  const digest = { sha256: DOCUMENT_SHA256 };
  const journal = { v: 1, type: 'journal', origin: desk.key.name, digest, size: 1 } as unknown as Custody['journal'];
  return { v: 1, record: '', leaf: null, entries: [], journal, proof: fromUtf8(files.proof), keys, anchors };
}

const custodyState = (files: EvidenceFiles, name: CustodyCheckName) =>
  checkCustody(custodyUnder(files), nobleCrypto).find((check) => check.name === name)?.state;

const printing = (files: EvidenceFiles) =>
  outcome(() => readStatement(parseEvidenceSet(files, nobleCrypto), nobleCrypto));

const made = (options: EvidenceOptions) => makeEvidence({ ...SEALED, ...options });
const extra = (by: NoteSigner) => made({ lines: [signNote(TEXT, by)], keys: [by.key.text] });

/** The pending statement with its signature twice. */
function doublySigned(): EvidenceFiles {
  return changed(made({}), ({ pending }) => ({ pending: `${pending}${pending?.split('\n').at(-2)}\n` }));
}

const LIES: readonly (readonly [lie: string, files: EvidenceFiles, check: CheckName, custody?: CustodyCheckName])[] = [
  ['a key that stands twice', made({ cosigners: [{ signer: bank }, { signer: bank }] }), 'cosignatures', 'signatures'],
  [
    'a public key under two names',
    made({ cosigners: [{ signer: bank }, { signer: witnessSigner('bank', 'other.example') }] }),
    'cosignatures',
    'signatures',
  ],
  ['a cosigner of the type of a log', extra(signer('x', 'x.example')), 'cosignatures', 'signatures'],
  ['a cosigner of a type that nobody knows', extra(signer('x', 'x.example', 0x12)), 'cosignatures', 'signatures'],
  ['a line without a key', made({ lines: [signNote(TEXT, court)] }), 'cosignatures', 'signatures'],
  ['a key without a line', made({ keys: [court.key.text] }), 'cosignatures', 'signatures'],
  [
    'a line that does not verify',
    made({ lines: [signNote(TEXT, court)], keys: [court.key.text] }),
    'cosignatures',
    'signatures',
  ],
  [
    'a log that signs with another’s key',
    made({ log: stranger, origin: desk.key.name }),
    'log-signature',
    'signatures',
  ],
  ['an anchor for another checkpoint', made({ anchors: [cometbftAnchor(blockEvidence())] }), 'anchors', 'anchors'],
  ['an anchor of no shape', made({ anchors: [{ kind: 'cometbft', cometbft: {} }] }), 'anchors', 'anchors'],
  ['a pending statement with two signatures', doublySigned(), 'pending'],
  ['a pending statement of somebody else', made({ pending: { by: stranger } }), 'pending'],
  [
    'a pending statement about another size',
    made({ pending: { changes: { checkpoint: { origin: desk.key.name, size: 6, root: new Uint8Array(32) } } } }),
    'pending',
  ],
  ['a pending statement that is none', changed(made({}), () => ({ pending: 'soon' })), 'pending'],
  [
    'a fact that the leaf does not carry',
    { ...made({}), record: made({ facts: { title: 'x' } }).record },
    'disclosures',
  ],
  ['a leaf that is not in the tree', { ...made({}), record: made({ record: { seq: 18 } }).record }, 'inclusion'],
  ['a record of another log', made({ record: { origin: stranger.key.name } }), 'origin'],
];

describe('the same answer is given to', () => {
  it('evidence that holds', () => {
    for (const files of [made({}), made({ anchors: [cometbftAnchor(block())], cosigners: [] })]) {
      expect(verdictOf(files).verdict).not.toBe('tampered');
      expect(printing(files)).toBe('accepted');
      expect(custodyState(files, 'signatures')).toBe('passed');
    }
  });

  it.each(LIES.map(([lie, files, name, custody]) => ({ lie, files, name, custody })))('$lie', (asked) => {
    const { files, name, custody } = asked;
    const report = verdictOf(files);
    expect(report.verdict).toBe('tampered');
    expect(checkOf(report, name)).toMatch(/^failed/);
    expect(printing(files)).toBe('malformed');
    if (custody) expect(custodyState(files, custody)).toBe('failed');
  });

  it('an anchor of a kind that nobody knows: added to a certificate, and not run where there is no page', () => {
    const files = made({ anchors: [{ kind: 'later', later: {} }, cometbftAnchor(block())] });
    expect(checkOf(verdictOf(files), 'anchors')).toBe('failed: foreign-kind');
    expect(custodyState(files, 'anchors')).toBe('not-run');
    expect(printing(files)).toBe('malformed');
  });

  it('bytes of a proof that is none: unreadable, no page, no custody', () => {
    const files = { ...made({}), proof: utf8('nothing') };
    expect(verdictOf(files).verdict).toBe('unreadable');
    expect(printing(files)).toBe('malformed');
    expect(custodyState(files, 'head')).toBe('failed');
  });
});
