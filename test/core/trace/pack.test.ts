/** A trace pack judged as one: certificates are verified one by one, then what they say of one another. */
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../../core/crypto.ts';
import { toHex, utf8 } from '../../../core/formats/bytes.ts';
import type { EvidenceFiles } from '../../../core/formats/evidence.ts';
import { leafHash } from '../../../core/log/merkle.ts';
import {
  certifiedRecord,
  everyLinkHolds,
  isContradictory,
  judgePack,
  type VerifiedCertificate,
} from '../../../core/trace/certified.ts';
import { contentsBytes, parseContents, type TraceContents } from '../../../core/trace/contents.ts';
import { verify } from '../../../core/verification/verify.ts';
import {
  accept,
  bank,
  desk,
  type EvidenceOptions,
  makeEvidence,
  ownWitness,
  sampleBundle,
} from '../support/evidence.ts';
import { signer } from '../support/keys.ts';
import { outcome } from '../support/outcome.ts';

const id = (n: number) => `019a1b2c-3d4e-7f60-8a9b-00000000000${n}`;
const leafOf = (files: EvidenceFiles) => toHex(leafHash(files.record, nobleCrypto));

function certificate(file: string, files: EvidenceFiles): VerifiedCertificate {
  const trust = [accept(sampleBundle())];
  const report = verify(files, { document: null, trust, page: { state: 'identical' } });
  return { file, report, leaf: leafOf(files) };
}

const made = (n: number, options: EvidenceOptions = {}) =>
  makeEvidence({
    before: n,
    cosigners: [{ signer: ownWitness }, { signer: bank }],
    ...options,
    record: { id: id(n), ...options.record },
    facts: { title: null, number: `No ${n}`, ...options.facts },
  });
const links = (...leaves: readonly string[]) => ({
  v: 1,
  refs: leaves.map((leaf) => ({ rel: 'order', origin: desk.key.name, leaf, basis: 'xml:BT-13' })),
});

const order = made(1);
const invoice = made(2, { facts: { links: links(leafOf(order)) } });
const NAMES = { order: 'certificates/1.pdf', invoice: 'certificates/2.pdf' };
const CONTENTS: TraceContents = {
  v: 1,
  type: 'trace',
  start: leafOf(invoice),
  certificates: [
    { file: NAMES.order, leaf: leafOf(order) },
    { file: NAMES.invoice, leaf: leafOf(invoice) },
  ],
};

describe('a trace pack', () => {
  it('whose links hold: the claim is disclosed, and the named leaf is that of another certificate', () => {
    const judged = judgePack(CONTENTS, [certificate(NAMES.order, order), certificate(NAMES.invoice, invoice)]);
    expect(judged.trace.nodes.map(({ record }) => record?.facts.number)).toEqual(['No 1', 'No 2']);
    expect(judged.trace.edges).toMatchObject([{ rel: 'order', basis: 'xml:BT-13', state: 'holds', order: 'log' }]);
    expect(judged).toMatchObject({ contents: [], links: { holds: 1 } });
    expect(isContradictory(judged)).toBe(false);
    expect(everyLinkHolds(judged)).toBe(true);
    const { recorded, proven, verdict } = certifiedRecord(certificate('', order)) ?? {};
    expect({ recorded, proven, verdict }).toEqual({
      recorded: '2026-11-23T23:55:00.123Z',
      proven: { time: '2026-11-24T00:00:00.000Z', by: 'others' },
      verdict: 'proven',
    });
  });

  it('of several certificates of one leaf takes the best, in whatever order they come', () => {
    const listed = certificate(NAMES.invoice, invoice);
    const { report } = listed;
    const facts = Object.fromEntries(Object.entries(report.facts).filter(([name]) => name !== 'links'));
    const silent = { ...listed, file: 'certificates/0.pdf', report: { ...report, facts } };
    const altered = {
      ...listed,
      file: 'certificates/1a.pdf',
      report: { ...report, verdict: 'tampered' as const, facts: { ...report.facts, number: 'altered', title: 'more' } },
    };
    const shorter = { ...report.facts };
    delete (shorter as Record<string, unknown>).number;
    const fewer = { ...listed, file: 'certificates/1b.pdf', report: { ...report, facts: shorter } };
    const all = [certificate(NAMES.order, order), altered, silent, fewer, listed];
    for (const given of [all, all.toReversed()]) {
      const judged = judgePack(CONTENTS, given);
      const shown = judged.trace.nodes.find(({ key }) => key === leafOf(invoice))?.record;
      expect(shown).toMatchObject({ verdict: 'proven', facts: { number: 'No 2' } });
      expect(judged.links.holds).toBe(1);
      // what is there twice is not what the table of contents says
      expect(everyLinkHolds(judged)).toBe(false);
    }
  });

  it('with a link that leads to nothing in it', () => {
    const judged = judgePack({ ...CONTENTS, certificates: CONTENTS.certificates.slice(1) }, [
      certificate(NAMES.invoice, invoice),
    ]);
    expect(judged.links).toMatchObject({ holds: 0, 'not-shown': 1 });
    expect(judged.contents).toEqual([]);
    expect(everyLinkHolds(judged)).toBe(false);
    expect(isContradictory(judged)).toBe(false);
  });

  it('never believes its table of contents: it lists what is not there, and names other records', () => {
    const swapped = judgePack(CONTENTS, [certificate(NAMES.order, invoice), certificate('certificates/3.pdf', order)]);
    expect(swapped.contents).toEqual([
      { code: 'missing', file: NAMES.invoice },
      { code: 'other-record', file: NAMES.order },
      { code: 'unlisted', file: 'certificates/3.pdf' },
    ]);
    // what the certificates prove is not changed by that
    expect(swapped.links.holds).toBe(1);
    expect(everyLinkHolds(swapped)).toBe(false);
    expect(isContradictory(swapped)).toBe(true);
  });

  it('with a certificate that withholds what it refers to', () => {
    const silent = made(2, { facts: { links: links(leafOf(order)) }, withhold: ['holderId', 'links'] });
    const judged = judgePack(CONTENTS, [certificate(NAMES.order, order), certificate(NAMES.invoice, silent)]);
    expect(judged.trace.findings).toMatchObject([{ code: 'links-withheld' }]);
    expect(judged.links.holds).toBe(0);
    // no link is seen that does not hold, and still nobody knows that all of them do
    expect(judged.trace.edges).toEqual([]);
    expect(everyLinkHolds(judged)).toBe(false);
  });

  it('with a record that somebody else put under the origin of the desk: it is neither in its order nor against it', () => {
    const thief = signer('thief', desk.key.name);
    const facts = { links: links(leafOf(order)) };
    for (const before of [0, 1, 7]) {
      const forged = made(2, { log: thief, before, facts, record: { supersedes: id(1) } });
      const judged = judgePack(CONTENTS, [certificate(NAMES.order, order), certificate(NAMES.invoice, forged)]);
      expect(judged.trace.nodes.at(-1)?.record).toMatchObject({ origin: desk.key.name, verdict: 'untrusted' });
      expect(judged.trace.edges).toMatchObject([{ state: 'holds', order: 'link' }]);
      expect(judged.trace.findings).toEqual([]);
    }
    // the desk's own key, whether or not anybody trusts it
    const stranger = verify(invoice, { document: null, trust: [], page: { state: 'identical' } });
    expect(certifiedRecord({ file: '', report: stranger, leaf: leafOf(invoice) })?.log).toBe(desk.key.name);
  });

  it('with an altered certificate: its links count for nothing, nor do links to it', () => {
    const altered = {
      ...invoice,
      record: utf8(new TextDecoder().decode(invoice.record).replace('"seq":17', '"seq":18')),
    };
    const from = judgePack(CONTENTS, [certificate(NAMES.order, order), certificate(NAMES.invoice, altered)]);
    expect(from.links.holds).toBe(0);
    expect(everyLinkHolds({ ...from, contents: [] })).toBe(false);
    expect(from.trace.findings).toMatchObject([{ code: 'unsound' }]);
    expect(from.contents).toEqual([{ code: 'other-record', file: NAMES.invoice }]);

    const unsigned = { ...order, proof: utf8(new TextDecoder().decode(order.proof).replace(/— .*\n— /, '— ')) };
    const to = judgePack(CONTENTS, [certificate(NAMES.order, unsigned), certificate(NAMES.invoice, invoice)]);
    expect(to.links).toMatchObject({ holds: 0, unsound: 1 });
  });
});

describe('trace.json', () => {
  const read = (value: object) => outcome(() => parseContents(utf8(JSON.stringify(value))));
  const listed = [{ file: 'certificates/1.pdf', leaf: 'a'.repeat(64) }];
  const good = { certificates: listed, start: 'a'.repeat(64), type: 'trace', v: 1 };

  it('is read as it was written', () => {
    expect(parseContents(contentsBytes(CONTENTS))).toEqual(CONTENTS);
    expect(read(good)).toBe('accepted');
  });

  it.each([
    ['another type', { ...good, type: 'share' }],
    ['no certificates', { ...good, certificates: [] }],
    ['a path that leads elsewhere', { ...good, certificates: [{ file: 'certificates/..', leaf: listed[0]?.leaf }] }],
    ['a folder in a folder', { ...good, certificates: [{ file: 'certificates/a/b.pdf', leaf: listed[0]?.leaf }] }],
    ['a leaf twice', { ...good, certificates: [...listed, { file: 'certificates/2.pdf', leaf: listed[0]?.leaf }] }],
    ['a file twice', { ...good, certificates: [...listed, { file: 'certificates/1.pdf', leaf: 'b'.repeat(64) }] }],
    ['another member', { ...good, verdict: 'proven' }],
    [
      'too many',
      {
        ...good,
        certificates: Array.from({ length: 5001 }, (_, i) => ({
          file: `certificates/${i}`,
          leaf: i.toString(16).padStart(64, '0'),
        })),
      },
    ],
  ])('is refused with %s', (_, value) => {
    const sorted = Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    expect(read(sorted)).toBe('malformed');
  });

  it('of a later version says so', () => {
    expect(read({ ...good, v: 2 })).toBe('newer-version');
  });
});
