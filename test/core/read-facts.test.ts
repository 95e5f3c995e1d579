import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { toHex, utf8 } from '../../core/formats/bytes.ts';
import type { Json } from '../../core/formats/canonical.ts';
import { INVOICE } from '../../core/records/profiles/index.ts';
import { readStateOf } from '../../core/verification/read-facts.ts';
import type { DocumentReading } from '../../core/verification/reading.ts';
import { exitCode, type Report } from '../../core/verification/report.ts';
import { type VerifyOptions, verify } from '../../core/verification/verify.ts';
import { wordsFor } from '../../core/words/words.ts';
import { accept, bank, DOCUMENT_SHA256, makeEvidence, sampleBundle } from './support/evidence.ts';

const READER = { reader: 'ubl-2.1', v: 1 };
const money = { amount: '113.00', currency: 'EUR' };
const FACTS: Record<string, Json> = {
  number: 'R-17',
  money,
  net: '100.00',
  tax: '13.00',
  seller: 'Muster GmbH',
  read: { ...READER, names: ['money', 'net', 'number', 'tax'] },
};
/** What the reader finds in the document: the same, and a fact that was typed otherwise. */
const FOUND = { number: 'R-17', money, net: '100.00', tax: '13.00', seller: 'Muster AG' };

const found = (...facts: Record<string, Json>[]): DocumentReading => ({
  state: 'read',
  readers: [READER, { reader: 'cii-d16b', v: 3 }],
  found: facts.map((one) => ({ ...READER, facts: one })),
});

interface Case extends Partial<VerifyOptions> {
  readonly facts?: Record<string, Json>;
  readonly withhold?: readonly string[];
}

function report({ facts = {}, withhold = [], ...options }: Case = {}): Report {
  const files = makeEvidence({ kind: INVOICE, facts: { ...FACTS, ...facts }, withhold, cosigners: [{ signer: bank }] });
  const document = { name: 'invoice.xml', sha256: DOCUMENT_SHA256 };
  const page = { state: 'not-run', reason: 'no-page' } as const;
  return verify(files, { document, trust: [accept(sampleBundle())], page, reading: found(FOUND), ...options });
}

const checked = (options: Case = {}) => {
  const { verdict, checks, read } = report(options);
  const check = checks.find(({ name }) => name === 'facts');
  return { verdict, state: check?.state, reason: check?.reason, differing: read?.differing.map(({ name }) => name) };
};

describe('facts that were read from the document', () => {
  it('pass when they are read again and are the same; what was typed is not asked about', () => {
    expect(checked()).toEqual({ verdict: 'proven', state: 'passed', reason: 'ok', differing: [] });
  });

  it('fail when the document says otherwise, and stand behind no proof', () => {
    const other = { ...FOUND, number: 'R-18', money: { ...money, currency: 'USD' } };
    expect(checked({ reading: found(other) })).toEqual({
      verdict: 'misstated',
      state: 'failed',
      reason: 'facts-differ',
      differing: ['money', 'number'],
    });
    const { read, checks, ...rest } = report({ reading: found(other) });
    expect(read?.differing).toEqual([
      { name: 'money', stated: money, found: { amount: '113.00', currency: 'USD' } },
      { name: 'number', stated: 'R-17', found: 'R-18' },
    ]);
    expect(checks.find(({ name }) => name === 'facts')?.detail).toBe(
      'ubl-2.1, version 1: money, net, number, tax; money: record {"amount":"113.00","currency":"EUR"}, document {"amount":"113.00","currency":"USD"}; number: record "R-17", document "R-18"',
    );
    expect(exitCode({ findings: [], verdict: rest.verdict, fileChecked: true })).toBe(25);
  });

  it.each<readonly [string, Record<string, Json>[]]>([
    ['that the reader makes nothing of', []],
    ['that does not state it', [{ ...FOUND, tax: null }]],
    ['that leaves it out', [{ number: 'R-17', money, net: '100.00' }]],
    ['that writes the same amount otherwise', [{ ...FOUND, net: '100.0' }]],
  ])('fail for a document %s', (_, facts) => {
    expect(checked({ reading: found(...facts) })).toMatchObject({ verdict: 'misstated', state: 'failed' });
  });

  it('are those of one invoice of the file, the one that fits', () => {
    const other = { ...FOUND, number: 'R-16', tax: '1.00' };
    expect(checked({ reading: found(other, FOUND, other) }).state).toBe('passed');
    expect(checked({ reading: found(other, { ...FOUND, number: 'R-16' }) }).differing).toEqual(['number']);
    // half of one and half of the other is none of them
    expect(checked({ reading: found({ ...FOUND, number: 'R-16' }, { ...FOUND, tax: '1.00' }) }).state).toBe('failed');
  });

  it('are not names of the object that holds what was found', () => {
    const odd = { ...FACTS, number: 'constructor' };
    expect(checked({ facts: odd, reading: found({ ...FOUND, number: 'constructor' }) }).state).toBe('passed');
  });
});

describe('facts that are not read again', () => {
  const other = { name: 'other.xml', sha256: toHex(nobleCrypto.sha256(utf8('another document'))) };
  const otherwise = found({ ...FOUND, number: 'R-18' });

  it.each<readonly [string, Case, string, string, string]>([
    ['without a document', { document: null }, 'proven', 'not-run', 'no-document'],
    ['with another document', { document: other, reading: otherwise }, 'different-file', 'not-run', 'not-reached'],
    ['where nobody read it', { reading: { state: 'not-run', reason: 'unread' } }, 'proven', 'not-run', 'facts-unread'],
    ['too much to read', { reading: { state: 'not-run', reason: 'gave-up' } }, 'proven', 'not-run', 'facts-gave-up'],
    [
      'by a later version of the reader',
      { facts: { read: { ...READER, v: 2, names: ['tax'] } }, reading: otherwise },
      'proven',
      'not-run',
      'facts-unknown-reader',
    ],
    [
      'by a reader that is not known',
      { facts: { read: { reader: 'mystery', v: 1, names: ['tax'] } }, reading: otherwise },
      'proven',
      'not-run',
      'facts-unknown-reader',
    ],
    ['which are withheld', { withhold: ['read'], reading: otherwise }, 'proven', 'not-run', 'facts-withheld'],
    [
      'of which each is withheld',
      { withhold: ['money', 'net', 'number', 'tax'], reading: otherwise },
      'proven',
      'not-run',
      'facts-withheld',
    ],
    ['because nothing was read', { facts: { read: null }, reading: otherwise }, 'proven', 'absent', 'none'],
  ])('are never called the same: %s', (_, options, verdict, state, reason) => {
    expect(checked(options)).toMatchObject({ verdict, state, reason });
  });

  it('leave out those that are withheld', () => {
    expect(checked({ withhold: ['number'], reading: otherwise })).toMatchObject({ state: 'passed' });
    expect(report({ withhold: ['number'], reading: otherwise }).read?.names).toEqual(['money', 'net', 'tax']);
  });

  it('are absent of a document without a profile', () => {
    const page = { state: 'not-run', reason: 'no-page' } as const;
    const { checks, read } = verify(makeEvidence(), { document: null, trust: [], page, reading: otherwise });
    expect(checks.find(({ name }) => name === 'facts')).toMatchObject({ state: 'absent', reason: 'none' });
    expect(read).toBe(null);
  });

  it('are not asked for when the disclosed ones are not those of the record', () => {
    const files = makeEvidence({ kind: INVOICE, facts: FACTS });
    const evidence = utf8(new TextDecoder().decode(files.evidence).replace('"R-17"', '"R-18"'));
    const document = { name: 'invoice.xml', sha256: DOCUMENT_SHA256 };
    const page = { state: 'not-run', reason: 'no-page' } as const;
    const { verdict, checks } = verify({ ...files, evidence }, { document, trust: [], page, reading: otherwise });
    expect(verdict).toBe('tampered');
    expect(checks.find(({ name }) => name === 'facts')).toMatchObject({ state: 'not-run', reason: 'not-reached' });
  });

  it('come before the question whom to trust, and behind every alteration', () => {
    expect(checked({ trust: [], reading: otherwise }).verdict).toBe('misstated');
    const page = { state: 'different' } as const;
    expect(checked({ page, reading: otherwise })).toMatchObject({ verdict: 'tampered', state: 'failed' });
  });
});

describe('in words', () => {
  const context = { offsetMinutes: 0, now: 0 };

  it('says which facts, and what to go by', () => {
    const other = report({ reading: found({ ...FOUND, number: 'R-18', tax: '1.00' }) });
    const { title, sentence, next, match } = wordsFor('en').verdict(other, context);
    expect(title).toBe('Not what the file says');
    expect(sentence).toContain('Invoice number and Tax');
    expect(next).toContain('what the file itself says');
    expect(match?.state).toBe('same');
    expect(wordsFor('zh').verdict(other, context).sentence).toContain('发票号码、税额');
  });

  it('says beside a proof that nothing was read again, and only then', () => {
    const said = (options: Case) => wordsFor('en').verdict(report(options), context).remarks.join('\n');
    const unread = wordsFor('en').verdict(report({ reading: { state: 'not-run', reason: 'unread' } }), context);
    expect(unread.remarks).toContainEqual(expect.stringContaining('were not read again here'));
    for (const options of [{}, { document: null }, { facts: { read: null } }, { withhold: ['read'] }])
      expect(said(options)).not.toContain('read again');
  });

  it('tells facts that were read from those that are stated', () => {
    const states = (options: Case) => ['number', 'tax', 'seller'].map((name) => readStateOf(name, report(options)));
    expect(states({})).toEqual(['same', 'same', null]);
    expect(states({ reading: found({ ...FOUND, tax: '1.00' }) })).toEqual(['same', 'differs', null]);
    expect(states({ document: null })).toEqual(['unread', 'unread', null]);
  });
});
