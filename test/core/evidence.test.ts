/** `evidence.json` and the pending statement: what a reader takes and what it refuses. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { fromUtf8, toHex, utf8 } from '../../core/formats/bytes.ts';
import {
  certificateNumber,
  disclosedFacts,
  type Evidence,
  evidenceBytes,
  hintedKeys,
  parseEvidence,
  parseEvidenceSet,
  parsePending,
} from '../../core/formats/evidence.ts';
import { FACT_NAMES } from '../../core/records/facts.ts';
import { DOCUMENT } from '../../core/records/index.ts';
import { desk, makeEvidence, ownWitness } from './support/evidence.ts';
import { outcome } from './support/outcome.ts';

const files = makeEvidence({ pending: {} });
const text = fromUtf8(files.evidence);
const evidence = parseEvidence(files.evidence, nobleCrypto);
const reading = (changed: string) => outcome(() => parseEvidence(utf8(changed), nobleCrypto));
const writing = (changes: Partial<Evidence>) =>
  outcome(() => parseEvidence(evidenceBytes({ ...evidence, ...changes }), nobleCrypto));

describe('evidence.json', () => {
  it('reads back what was written', () => {
    expect(evidenceBytes(evidence)).toEqual(files.evidence);
    expect(hintedKeys(evidence, nobleCrypto)).toEqual([desk.key, ownWitness.key]);
  });

  it('tells facts laid open from names withheld', () => {
    const { facts, withheld } = disclosedFacts({ evidence, kind: DOCUMENT });
    expect(withheld).toEqual(['holderId']);
    expect(Object.keys(facts)).toEqual(FACT_NAMES.filter((name) => name !== 'holderId'));
    expect(facts.title).toBe('货物买卖合同');
    expect(facts.note).toBeNull();
  });

  const [first, second, ...others] = evidence.disclosures as [Evidence['disclosures'][0], Evidence['disclosures'][0]];
  it.each<[string, Partial<Evidence>]>([
    ['a disclosure that stands twice', { disclosures: [first, first, second, ...others] }],
    ['disclosures out of order', { disclosures: [second, first, ...others] }],
    ['no keys', { keys: [] }],
    ['a key whose id belongs to another', { keys: [desk.key.text.replace(desk.key.id, ownWitness.key.id)] }],
    ['more anchors than anybody needs', { anchors: Array(9).fill({ kind: 'a', a: 1 }) }],
    ['an anchor without a kind', { anchors: [{ id: 1 } as unknown as Evidence['anchors'][0]] }],
    ['an anchor with a kind that is no word', { anchors: [{ kind: 'A b' }] }],
    ['an anchor whose kind is not said twice', { anchors: [{ kind: 'later', lates: 1 }] }],
    ['an anchor with a member of no kind', { anchors: [{ kind: 'later', later: 1, more: 1 }] }],
    ['an anchor that is no object', { anchors: [[]] as unknown as Evidence['anchors'] }],
    ['a template of one number with the pin of another', { page: { ...evidence.page, template: 1 } }],
    ['a pin of nothing', { page: { ...evidence.page, options: { pin: '00'.repeat(32) } } }],
    ['a pending statement without end', { pending: 'a'.repeat(5000) }],
  ])('is refused with %s', (_, changes) => {
    expect(writing(changes)).toBe('malformed');
  });

  it.each([
    ['a member that nobody committed to', text.replace('"v":1', '"u":1,"v":1')],
    ['a missing member', text.replace(/,"pending":"[^"]*"/, '')],
    ['white space', text.replace('"v":1', '"v": 1')],
    ['a line feed at the end', `${text}\n`],
    ['a disclosure that is no fact', text.replace('"title"', '"price"')],
  ])('is refused with %s', (_, changed) => {
    expect(changed).not.toBe(text);
    expect(reading(changed)).toBe('malformed');
  });

  it('of a newer version is not damage', () => {
    expect(reading(text.replace('"v":1', '"v":2'))).toBe('newer-version');
  });

  it('takes an anchor of a kind that it does not know', () => {
    expect(writing({ anchors: [{ kind: 'later', later: [1, { a: null }] }] })).toBe('accepted');
  });
});

describe('the certificate number', () => {
  const numberOf = (dossier?: { items?: Uint8Array; openings?: Uint8Array }) =>
    certificateNumber({ evidence: utf8('abc'), ...(dossier ? { dossier } : {}) }, nobleCrypto);

  it('is the first 12 letters of the base32 digest of evidence.json', () => {
    expect(numberOf()).toBe('XJ4BNP4PAHH6');
    expect(numberOf({})).toBe('XJ4BNP4PAHH6');
    expect(certificateNumber(files, nobleCrypto)).toMatch(/^[A-Z2-7]{12}$/);
  });

  it('of a dossier is another one for everything else that is shown', () => {
    const [one, other] = [utf8('1'), utf8('2')];
    // printf abc | sha256sum, printf 1 | sha256sum, 64 zeros; the three in one | xxd -r -p | sha256sum, then base32
    expect(numberOf({ items: one })).toBe('PLTCS2K23EY5');
    const numbers = [
      numberOf(),
      numberOf({ items: one }),
      numberOf({ items: other }),
      numberOf({ openings: one }),
      numberOf({ openings: other }),
      numberOf({ items: one, openings: other }),
      numberOf({ items: other, openings: one }),
    ];
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('of another kind of record depends on no such files, which mean nothing there', () => {
    const set = parseEvidenceSet({ ...files, dossier: { items: utf8('x') } }, nobleCrypto);
    expect(certificateNumber(set.files, nobleCrypto)).toBe(certificateNumber(files, nobleCrypto));
  });
});

describe('the pending statement', () => {
  const pending = evidence.pending as string;
  const reading = (changed: string) => outcome(() => parsePending(changed));

  it('names the checkpoint, the chain and the deadline', () => {
    const { note, pending: read } = parsePending(pending);
    expect(read.checkpoint).toEqual(parseEvidenceSet(files, nobleCrypto).proof.checkpoint);
    expect(read.chain).toEqual({ kind: 'example', id: 'notary-1' });
    expect(read.deadline).toBe('2026-11-25T00:00:00.000Z');
    expect(note.signatures.map((line) => line.name)).toEqual([desk.key.name]);
  });

  it('cannot be mistaken for a checkpoint: it has a header of its own and more lines', () => {
    expect(pending.split('\n')[1]).toBe('notary-desk/pending/v1');
    expect(pending.split('\n').slice(0, 6)).toHaveLength(6);
  });

  it.each([
    ['another header', pending.replace('/v1', '/v2')],
    ['a chain without an id', pending.replace('example notary-1', 'example')],
    ['a chain with two spaces', pending.replace('example notary-1', 'example  notary-1')],
    ['a deadline that does not exist', pending.replace('2026-11-25', '2026-11-31')],
    ['an origin that is no desk', pending.replace(/^desk\//, 'dusk/')],
    ['a seventh line', pending.replace('\n\n', '\nmore\n\n')],
    ['no signature', `${pending.split('\n\n')[0]}\n`],
  ])('is refused with %s', (_, changed) => {
    expect(changed).not.toBe(pending);
    expect(reading(changed)).toBe('malformed');
  });
});

describe('the three files', () => {
  it('of one certificate do not depend on when they are made', () => {
    const again = makeEvidence({ pending: {} });
    for (const name of ['record', 'evidence', 'proof'] as const) expect(toHex(again[name])).toBe(toHex(files[name]));
  });
});
