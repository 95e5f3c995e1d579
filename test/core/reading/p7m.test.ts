/** Italian invoices inside a signature: the contents are read, and that nobody checked the signature is said. */
import { describe, expect, it } from 'vitest';
import { isSignedInvoice } from '../../../core/documents/reading/p7m.ts';
import { BerReader } from '../../../core/formats/ber.ts';
import { utf8 } from '../../../core/formats/bytes.ts';
import { derOf, TAG } from '../../../core/formats/der.ts';
import { fattura, fatturaBody } from './support/national.ts';
import { base64Lines, detachedP7m, openP7m, p7m } from './support/p7m-maker.ts';
import { notes, reading, readings } from './support/reading.ts';

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'in DER': p7m(fattura()),
  'in BER, in pieces of 1,000 bytes': openP7m(fattura()),
  'in BER, in pieces of 7 bytes': openP7m(fattura(), 7),
  'as base64 in lines': base64Lines(p7m(fattura())),
  'as base64 in one line': base64Lines(openP7m(fattura())).replaceAll('\r\n', ''),
  'as PEM': base64Lines(p7m(fattura()), 'PKCS7'),
  'signed twice': p7m(openP7m(fattura())),
  'with something behind it': new Uint8Array([...p7m(fattura()), 0x0a]),
};

describe('a signed message', () => {
  it.each(Object.entries(FILES))('%s gives what the invoice by itself gives', (_, file) => {
    const alone = reading(fattura());
    const { reader, v, notes: said, ...inside } = reading(file);
    expect({ reader, v }).toEqual({ reader: 'p7m.fatturapa-1.2', v: alone.v });
    expect(inside).toEqual({ ...inside, facts: alone.facts, places: alone.places, references: alone.references });
    expect(said).toEqual([...alone.notes, { code: 'signature-not-checked', detail: '' }]);
  });

  it('has a reading for each of its invoices, and none is picked', () => {
    const both = readings(p7m(fattura(fatturaBody() + fatturaBody({ number: '13/A' }))));
    expect(both.map(({ facts }) => facts.number)).toEqual(['12/A', '13/A']);
    expect(notes(both[1] as NonNullable<(typeof both)[1]>, 'signature-not-checked')).toHaveLength(1);
  });

  it.each<readonly [string, string | Uint8Array]>([
    ['around another file', p7m('a contract')],
    ['without contents of its own', detachedP7m()],
    ['around itself without end', [1, 2, 3, 4, 5].reduce((inner: Uint8Array) => p7m(inner), p7m(fattura()))],
    ['that is broken and shows no invoice', p7m('a contract').subarray(0, 60)],
    ['of another type', derOf(TAG.sequence, utf8('x'))],
    ['that is text after all', `MI${'A'.repeat(20)} and so on`],
  ])('%s has no reading', (_, file) => {
    expect(readings(file)).toEqual([]);
  });

  it('that is cut short in an invoice says so', () => {
    for (const whole of [p7m(fattura()), openP7m(fattura())])
      expect(() => readings(whole.subarray(0, 900))).toThrow(/cut short/);
    expect(() => readings(p7m(fattura().slice(0, -9)))).toThrow();
  });

  it('around an invoice is known by its first bytes', () => {
    const head = (file: string | Uint8Array) => (typeof file === 'string' ? utf8(file) : file).subarray(0, 4096);
    // what is cut into pieces smaller than a name is not seen at a glance
    const unseen = ['in BER, in pieces of 7 bytes'];
    for (const [name, file] of Object.entries(FILES))
      expect(isSignedInvoice(head(file)), name).toBe(!unseen.includes(name));
    expect(isSignedInvoice(head(p7m('a contract')))).toBe(false);
  });
});

describe('BER', () => {
  const first = (...bytes: number[]) => new BerReader(Uint8Array.from(bytes)).first();

  it('gives lengths in any form, and values without one up to their end', () => {
    expect(first(0x04, 0x82, 0x00, 0x01, 0x61)).toEqual({ tag: 0x04, start: 4, end: 5, next: 5 });
    expect(first(0x30, 0x80, 0x04, 0x01, 0x61, 0x00, 0x00, 0x07)).toEqual({ tag: 0x30, start: 2, end: 5, next: 7 });
  });

  it('refuses what is cut short, has no end, or is nested without end', () => {
    expect(() => first(0x04, 0x05, 0x61)).toThrow(/cut short/);
    expect(() => first(0x30, 0x80, 0x04, 0x01, 0x61)).toThrow(/cut short/);
    expect(() => first(0x04, 0x80, 0x00, 0x00)).toThrow(/no length/);
    expect(() => first(...Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? 0x30 : 0x80)))).toThrow(
      /inside one another/,
    );
    const many = new Uint8Array(2 ** 20)
      .fill(0x04)
      .map((_, i) => (i < 2 ? [0x30, 0x80][i] : i % 2 === 0 ? 0x04 : 0x00) as number);
    expect(() => new BerReader(many).first()).toThrow(/more values/);
  });
});
