/** Invoices that were damaged or tampered with at random, and what has to hold of anything that is read in them. */
import { zipSync } from 'fflate';
import { universalTools } from '../../../../core/documents/doctor/tools.ts';
import { invoicesInside } from '../../../../core/documents/reading/archive.ts';
import { readDocument } from '../../../../core/documents/reading/index.ts';
import { readInvoicesInside } from '../../../../core/documents/reading/inside.ts';
import { NOTE_CODES, type Reading } from '../../../../core/documents/reading/reading.ts';
import { readReading } from '../../../../core/documents/reading/shape.ts';
import { NotaryError } from '../../../../core/errors.ts';
import { concat, utf8 } from '../../../../core/formats/bytes.ts';
import { canonicalText, type Json } from '../../../../core/formats/canonical.ts';
import { accepts, type Decoder } from '../../../../core/formats/decoder.ts';
import { plainText } from '../../../../core/formats/plain-text.ts';
import { factDecoders, isDate } from '../../../../core/records/facts.ts';
import { LINK_RELS } from '../../../../core/records/links.ts';
import { cii } from './cii.ts';
import { einvoice, fattura, fatturaBody, ksef, pinyin } from './national.ts';
import { INVOICES, invoiceParts, ofdOf } from './ofd-maker.ts';
import { base64Lines, openP7m, p7m } from './p7m-maker.ts';
import { pdfWith } from './pdf-maker.ts';
import { ubl } from './ubl.ts';

const SAMPLES = [
  ubl(),
  ubl({ root: 'CreditNote' }),
  cii(),
  fattura(fatturaBody() + fatturaBody()),
  ksef(),
  einvoice(),
  pinyin(),
];

/** Files of bytes around an invoice, and an archive. */
const CONTAINERS: readonly Uint8Array[] = [
  pdfWith([{ name: 'factur-x.xml', contents: cii() }]),
  pdfWith(
    [
      { name: 'a.xml', contents: ubl() },
      { name: 'b.xml', contents: cii() },
    ],
    { in: 'associated' },
  ),
  p7m(fattura()),
  openP7m(fattura(), 300),
  utf8(base64Lines(openP7m(fattura(), 100), 'PKCS7')),
  ofdOf(invoiceParts(INVOICES.digital)),
  ofdOf(invoiceParts(INVOICES.legacy), 6),
  zipSync({
    'a.pdf': pdfWith([{ name: 'factur-x.xml', contents: cii() }]),
    'b.zip': zipSync({ 'b.xml': utf8(ubl()) }),
  }),
];

/** Numbers from 0 to below `limit`, the same for a seed (a linear congruential generator, as in POSIX). */
type Random = (limit: number) => number;

function randomOf(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * limit);
  };
}

const INSERTED = [
  ...['<', '>', '&', '"', "'", ']]>', '<!--', '-->', '<![CDATA[', '<?x', '</', '/>', '&#0;', '&#x110000;', '&lol;'],
  ...[
    '\0',
    '\u202e',
    '\ufeff',
    '\u{10ffff}',
    '\ud7ff',
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    ' xmlns="urn:x"',
    ' currencyID="XXX"',
  ],
  ...[
    '-',
    '9'.repeat(400),
    '0'.repeat(5000),
    '1e999',
    '２０２６',
    'NaN',
    '*',
    '<a>'.repeat(80),
    '<a b="c"/>'.repeat(500),
  ],
];

type Mutation = (text: string, random: Random) => string;

const slice = (text: string, random: Random) => {
  const from = random(text.length);
  return [from, Math.min(text.length, from + random(60))] as const;
};

const MUTATIONS: readonly Mutation[] = [
  (text, random) => text.slice(0, random(text.length)),
  (text, random) => {
    const [from, to] = slice(text, random);
    return text.slice(0, from) + text.slice(to);
  },
  (text, random) => {
    const [from, to] = slice(text, random);
    return text.slice(0, to) + text.slice(from);
  },
  (text, random) => {
    const at = random(text.length);
    return text.slice(0, at) + INSERTED[random(INSERTED.length)] + text.slice(at);
  },
  // an element becomes another one, or stands many times
  (text, random) => {
    const names = [...text.matchAll(/<([\w:-]+)>/g)].map(([, name = '']) => name);
    return text.replaceAll(names[random(names.length)] ?? '', names[random(names.length)] ?? '');
  },
  (text, random) => {
    const leaves = [...text.matchAll(/<([\w:-]+)(?: [^<>]*)?>[^<>]*<\/\1>/g)];
    const [leaf = ''] = leaves[random(leaves.length)] ?? [];
    return text.replace(leaf, () => leaf.repeat(1 + random(200)));
  },
  // what is between two tags
  (text, random) => {
    const texts = [...text.matchAll(/>([^<>]+)</g)];
    const found = texts[random(texts.length)];
    if (!found) return text;
    const at = found.index + 1;
    return text.slice(0, at) + INSERTED[random(INSERTED.length)] + text.slice(at + (found[1] ?? '').length);
  },
];

/** A damaged invoice; the same for a seed. */
export function mutated(seed: number): Uint8Array {
  const random = randomOf(seed);
  let text = SAMPLES[random(SAMPLES.length)] ?? '';
  for (let left = 1 + random(4); left > 0; left--) text = MUTATIONS[random(MUTATIONS.length)]?.(text, random) ?? text;
  const bytes = utf8(text);
  // now and then a byte that no text has
  if (random(8) === 0 && bytes.length > 0) bytes[random(bytes.length)] = random(256);
  return bytes;
}

/** Changes of bytes: what a structure of offsets and lengths is hit by. */
const BYTE_MUTATIONS: readonly ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  (bytes, random) => bytes.with(random(bytes.length), random(256)),
  (bytes, random) => {
    const at = random(bytes.length);
    return bytes.with(at, (bytes[at] ?? 0) ^ (1 << random(8)));
  },
  // a piece that is left out, stands twice, or stands elsewhere
  (bytes, random) => {
    const [from, to] = [random(bytes.length), random(bytes.length)];
    return concat(bytes.subarray(0, from), bytes.subarray(to));
  },
  (bytes, random) => {
    const [from, at] = [random(bytes.length), random(bytes.length)];
    return concat(bytes.subarray(0, at), bytes.subarray(from, from + random(60)), bytes.subarray(at));
  },
  // another number, as offsets, lengths and references are
  (bytes, random) => {
    const digits = [...bytes.keys()].filter((at) => (bytes[at] ?? 0) >= 0x30 && (bytes[at] ?? 0) <= 0x39);
    return digits.length === 0 ? bytes : bytes.with(digits[random(digits.length)] ?? 0, 0x30 + random(10));
  },
];

/** A damaged container; the same for a seed. */
export function mutatedContainer(seed: number): Uint8Array {
  const random = randomOf(seed);
  let bytes = CONTAINERS[random(CONTAINERS.length)] ?? new Uint8Array();
  for (let left = 1 + random(2); left > 0 && bytes.length > 0; left--)
    bytes = BYTE_MUTATIONS[random(BYTE_MUTATIONS.length)]?.(bytes, random) ?? bytes;
  return bytes;
}

const decoders: Readonly<Record<string, Decoder<unknown>>> = factDecoders;
const AMOUNTS = ['net', 'tax'];
const isFact = (name: string, value: Json) => {
  if (AMOUNTS.includes(name)) return accepts(factDecoders.money, { amount: value, currency: 'EUR' });
  if (name === 'due') return typeof value === 'string' && isDate(value);
  return accepts(decoders[name] ?? plainText, value);
};

/** What is wrong with a reading; empty when nothing is. */
function faultsOf(reading: Reading): readonly string[] {
  const { facts, places, conflicts, references, notes } = reading;
  const wrong = Object.entries(facts).filter(([name, value]) => !isFact(name, value) || !places[name]);
  const both = conflicts.filter(({ name, values }) => name in facts || values.length < 2);
  return [
    ...wrong.map(([name, value]) => `fact ${name}: ${JSON.stringify(value)}`),
    ...both.map(({ name }) => `conflict ${name}`),
    ...Object.keys(places).filter((name) => !(name in facts)),
    ...references
      .filter(({ rel, number }) => !LINK_RELS.includes(rel) || !accepts(plainText, number))
      .map(({ basis }) => basis),
    ...notes
      .filter(({ code, detail }) => !NOTE_CODES.includes(code) || [...detail].length > 301)
      .map(({ code }) => code),
    ...(canonicalText(facts).length > 20_000 || references.length > 50 || notes.length > 101 ? ['too much'] : []),
    // whoever gets it from another process reads it the same
    ...(accepts(readReading, reading) ? [] : ['refused by its own shape']),
  ];
}

/** What becomes of a file: `read`, `none`, the code of an error; and what is wrong with its readings. Throws what nobody expects. */
export function outcome(bytes: Uint8Array): { readonly end: string; readonly faults: readonly string[] } {
  try {
    const readings = readDocument(bytes, universalTools);
    const inside = invoicesInside(bytes, universalTools);
    if (inside && !accepts(readInvoicesInside, inside)) return { end: 'read', faults: ['refused by its own shape'] };
    return { end: readings.length > 0 ? 'read' : 'none', faults: readings.flatMap(faultsOf) };
  } catch (error) {
    if (error instanceof NotaryError) return { end: error.code, faults: [] };
    throw error;
  }
}
