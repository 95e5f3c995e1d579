/** Damaged and hostile OFD files: a reading or an error of ours, in bounded time, never anything else. */
import { describe, expect, it } from 'vitest';
import { sm3 } from '../../../core/crypto/sm3.ts';
import { universalInflater } from '../../../core/documents/inflate.ts';
import { MAX_FILE } from '../../../core/documents/max-file.ts';
import { readDocument } from '../../../core/documents/reading/index.ts';
import { readOfdInvoices } from '../../../core/documents/reading/ofd.ts';
import { OfdPackage } from '../../../core/documents/reading/ofd-package.ts';
import { readReading } from '../../../core/documents/reading/shape.ts';
import { toBase64, utf8 } from '../../../core/formats/bytes.ts';
import { accepts } from '../../../core/formats/decoder.ts';
import { outcome, runs } from '../support/outcome.ts';
import { attachment, INVOICES, invoiceParts, ofdOf, type Parts, qrText, sealedParts } from './support/ofd-maker.ts';

const SEALED = sealedParts(invoiceParts(INVOICES.legacy), { sealFile: 'the same' });
const result = (bytes: Uint8Array) => outcome(() => readDocument(bytes, universalInflater));

/** Numbers from 0 to below 2^32 in an order that looks random and is the same in every run (xorshift32). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed | 1; ; ) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    yield state >>> 0;
  }
}

type Random = () => number;

/** Ways to damage bytes. */
const DAMAGES: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  (bytes, random) => changed(bytes, random() % bytes.length, random() & 0xff),
  (bytes, random) => changed(bytes, random() % bytes.length, 0xff),
  (bytes, random) => bytes.slice(0, random() % bytes.length),
  (bytes, random) => {
    const at = random() % bytes.length;
    return spliced(bytes, at, random() % 40, bytes.subarray(0, random() % 40));
  },
  (bytes, random) => {
    const from = random() % bytes.length;
    return spliced(bytes, random() % bytes.length, 0, bytes.subarray(from, from + (random() % 200)));
  },
];

function changed(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = value;
  return copy;
}

function spliced(bytes: Uint8Array, at: number, length: number, put: Uint8Array): Uint8Array {
  return Uint8Array.from([...bytes.subarray(0, at), ...put, ...bytes.subarray(at + length)]);
}

const ACCEPTABLE = ['accepted', 'malformed', 'too-large'];

/** Damages something again and again, and says how each attempt ended. */
function attempts(count: number, seed: number, damaged: (random: Random) => Uint8Array): ReadonlySet<string> {
  const series = numbers(seed);
  const random: Random = () => series.next().value;
  return new Set(Array.from({ length: count }, () => result(damaged(random))));
}

const damage = (bytes: Uint8Array, random: Random) => {
  const way = DAMAGES[random() % DAMAGES.length] as (typeof DAMAGES)[number];
  return way(bytes, random);
};

it('a file damaged anywhere is read or refused', () => {
  const bytes = ofdOf(SEALED);
  const ends = attempts(runs(150).numRuns, 7, (random) => damage(bytes, random));
  expect([...ends].filter((end) => !ACCEPTABLE.includes(end))).toEqual([]);
  // damage to the archive itself is noticed by checksums
  expect(ends).toContain('malformed');
});

it('a part damaged behind a right checksum is read or refused', () => {
  const paths = Object.keys(SEALED);
  const ends = attempts(runs(150).numRuns, 11, (random) => {
    const path = paths[random() % paths.length] as string;
    const content = SEALED[path] ?? '';
    const bytes = typeof content === 'string' ? utf8(content) : content;
    return ofdOf({ ...SEALED, [path]: damage(bytes, random) });
  });
  expect([...ends].filter((end) => !ACCEPTABLE.includes(end))).toEqual([]);
  expect(ends).toContain('accepted');
});

it.each([
  ['needs a password', 8, 1],
  ['is packed by a method that is not read', 10, 99],
])('a part that %s makes the file one that cannot be read', (_, offset, value) => {
  const file = ofdOf(invoiceParts(INVOICES.legacy));
  // the header of the first entry in the directory (APPNOTE section 4.3.12)
  const header = file.findIndex((_byte, at) => [0x50, 0x4b, 1, 2].every((byte, i) => file[at + i] === byte));
  expect(result(changed(file, header + offset, value))).toBe('malformed');
});

describe('bounds', () => {
  const entrance = String(SEALED['OFD.xml']);
  const many = (text: string, times: number) => text.repeat(times);

  it.each<[string, Parts]>([
    ['a part that unpacks to more than is read', { ...SEALED, 'OFD.xml': `${entrance}${many(' ', 6_000_000)}` }],
    [
      'more documents than are read',
      { ...SEALED, 'OFD.xml': entrance.replace('</ofd:OFD>', `${many('<ofd:DocBody/>', 50)}</ofd:OFD>`) },
    ],
    ['elements inside one another', { ...SEALED, 'OFD.xml': `<a>${many('<b>', 70)}${many('</b>', 70)}</a>` }],
    [
      'more seals than are read',
      { ...SEALED, 'Doc_0/Signs/Signatures.xml': `<s>${many('<Signature BaseLoc="Sign_0/Signature.xml"/>', 51)}</s>` },
    ],
    [
      'parts that unpack to more than is read in all',
      { ...SEALED, ...sealedParts({ ...SEALED, a: many('x', 20e6), b: many('y', 20e6) }) },
    ],
  ])('%s is too large', (_, parts) => {
    expect(result(ofdOf(parts, 6))).toBe('too-large');
  });

  it('what there is to say of seals is said however much else there is', () => {
    const attachments = Array.from({ length: 400 }, (_, i) => `<Attachment><FileLoc>${i}</FileLoc></Attachment>`).join(
      '',
    );
    const parts = { ...SEALED, 'Doc_0/Attachs/Attachments.xml': `<a>${attachments}</a>` };
    const [reading] = readDocument(ofdOf(parts), universalInflater);
    expect(reading?.notes[0]?.code).toBe('seal-broken');
    expect(reading?.notes.at(-1)?.detail).toBe('+380');
  });

  // each would take hours if a part were read as often as it is named
  it('a part that is named again and again is read once', () => {
    const big = utf8(many('x', 1e6));
    const part = `<Reference FileRef="/Doc_0/big"><CheckValue>${toBase64(sm3(big))}</CheckValue></Reference>`;
    const list = `<Signature><SignedInfo><References CheckMethod="SM3">${many(part, 4_000)}</References></SignedInfo></Signature>`;
    expect(result(ofdOf({ ...SEALED, 'Doc_0/Signs/Sign_0/Signature.xml': list, 'Doc_0/big': big }, 6))).toBe(
      'accepted',
    );
    for (const [path, name] of [
      ['Doc_0/Attachs/Attachments.xml', 'Attachment'],
      ['Doc_0/Tags/CustomTags.xml', 'CustomTag'],
    ] as const) {
      const location = /<ofd:FileLoc>.*<\/ofd:FileLoc>/.exec(String(SEALED[path]))?.[0];
      const lists = `<ofd:x>${many(`<ofd:${name}>${location}</ofd:${name}>`, 4_000)}</ofd:x>`;
      const wide = many('<InvoiceNo/>', 20_000);
      const target = path.includes('Tags') ? 'Doc_0/Tags/CustomTag.xml' : 'Doc_0/Attachs/original_invoice.xml';
      expect(result(ofdOf({ ...SEALED, [path]: lists, [target]: `<eInvoice><a>${wide}</a></eInvoice>` }, 6))).not.toBe(
        'internal',
      );
    }
  });

  describe('pages', () => {
    const invoice = invoiceParts(INVOICES.legacy);
    const page = String(invoice['Doc_0/Pages/Page_0/Content.xml']);

    /** Elements of arrays that are walked over while something is done, and look-ups of parts. */
    function work(parts: Parts): { readonly walked: number; readonly looked: number } {
      const bytes = ofdOf(parts);
      const { has } = OfdPackage.prototype;
      const walk = Array.prototype[Symbol.iterator];
      let [walked, looked] = [0, 0];
      OfdPackage.prototype.has = function (this: OfdPackage, ...asked) {
        looked += 1;
        return has.apply(this, asked);
      };
      Array.prototype[Symbol.iterator] = function (this: unknown[]) {
        walked += this.length;
        return walk.call(this);
      };
      try {
        readOfdInvoices(bytes, universalInflater);
        return { walked, looked };
      } finally {
        Array.prototype[Symbol.iterator] = walk;
        OfdPackage.prototype.has = has;
      }
    }

    it.each(['<TextObject/>', '<TextObject ID="61"><TextCode>x</TextCode></TextObject>'])(
      'with %s again and again cost as much for each',
      (object) => {
        const { walked } = work(invoice);
        const more = work({
          ...invoice,
          'Doc_0/Pages/Page_0/Content.xml': page.replace('</ofd:Layer>', `${many(object, 1000)}</ofd:Layer>`),
        });
        expect(more.walked - walked).toBeLessThan(100 * 1000);
      },
    );

    it('whose templates are named again and again look for them once', () => {
      const template = '<ofd:Template TemplateID="2" ZOrder="Background"/>';
      const again = { ...invoice, 'Doc_0/Pages/Page_0/Content.xml': page.replace(template, many(template, 1000)) };
      expect(work(again).looked).toBe(work(invoice).looked);
      expect(readOfdInvoices(ofdOf(again), universalInflater)).toEqual(
        readOfdInvoices(ofdOf(invoice), universalInflater),
      );
    });
  });

  it('more suggestions than a reading holds are left out, with a word', () => {
    const bare = { ...INVOICES.legacy, net: '' };
    const codes = Array.from(
      { length: 300 },
      (_, i) => `<fp:GraphCode>${qrText({ ...INVOICES.legacy, net: `${i}.00` })}</fp:GraphCode>`,
    );
    const attached = attachment(bare).replace('</eInvoice>', `${codes.join('')}</eInvoice>`);
    const [reading] = readDocument(ofdOf(invoiceParts(bare, { tag: null, custom: null, attached })), universalInflater);
    expect(accepts(readReading, reading)).toBe(true);
    expect(reading?.suggestions).toHaveLength(50);
    expect(reading?.notes).toContainEqual({ code: 'left-out', detail: 'ofd:qr' });
  });

  it('a file of more than 64 MiB has no reading, so that a longer one is no other case than any without', () => {
    const longer = (length: number) => ofdOf({ ...SEALED, 'Doc_0/padding': new Uint8Array(length) });
    const rest = longer(0).length;
    const read = (bytes: Uint8Array) => readDocument(bytes, universalInflater).length;
    expect([read(longer(MAX_FILE - rest)), read(longer(MAX_FILE - rest + 1))]).toEqual([1, 0]);
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'an element or a custom value called %s is nothing special',
    (name) => {
      const custom = entrance.replace('template-version', name);
      const tag = `<eInvoice><${name}>1</${name}></eInvoice>`;
      expect(result(ofdOf({ ...SEALED, 'OFD.xml': custom, 'Doc_0/Tags/CustomTag.xml': tag }))).toBe('accepted');
    },
  );
});
