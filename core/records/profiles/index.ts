/**
 * Records of documents with a profile, version 2: what a document is told by its own facts beside those of version 1.
 * docs/certificate-format.md, "Profiles".
 */
import { type Decoder, nullable } from '../../formats/decoder.ts';
import { DOCUMENT } from '../document.ts';
import { DOCUMENT_LISTS, factDecoders } from '../facts.ts';
import { type FactRule, type RecordKind, recordKind } from '../kind.ts';
import { PARTS_OF_MONEY, PROFILE_FACTS, type ProfileName, profileForms } from './facts.ts';
import { readFactIn, readFactOf, withoutTyped } from './read.ts';
import { profileWords } from './words.ts';

/** Amounts beside `money` are in its currency. */
const hasCurrency: FactRule = (facts) => {
  const fact = PARTS_OF_MONEY.find((name) => facts[name] != null);
  if (facts.money !== null || fact === undefined) return null;
  return { fact, reason: 'no-currency', says: `${fact} is in the currency of money, which states nothing` };
};

/** What was read was there to be read. */
const readIsStated: FactRule = (facts) => {
  const fact = readFactIn(facts)?.names.find((name) => facts[name] === null);
  return fact === undefined ? null : { fact, reason: 'empty', says: `${fact} was read, and states nothing` };
};

/** What a search looks through beside the facts of every document. */
const SEARCH: Readonly<Record<ProfileName, RecordKind['search']>> = {
  invoice: { words: ['code', 'seller', 'sellerId', 'buyer', 'buyerId', 'due', 'credits'], numbers: ['credits'] },
  delivery: { words: ['sender', 'receiver', 'goods', 'carrier'], numbers: [] },
  payment: { words: ['payer', 'payee', 'reference'], numbers: ['reference'] },
  'warehouse-receipt': {
    words: ['keeper', 'keeperId', 'depositor', 'goods', 'quality', 'place', 'validUntil'],
    numbers: [],
  },
};

function profile(name: ProfileName, rules: readonly FactRule[]): RecordKind {
  const own = Object.entries(PROFILE_FACTS[name]).map(([fact, { read }]) => [fact, read] as const);
  const facts: Readonly<Record<string, Decoder<unknown>>> = { ...factDecoders, ...Object.fromEntries(own) };
  const names = Object.keys(facts);
  const { words, numbers } = SEARCH[name];
  return recordKind({
    key: name,
    type: DOCUMENT.type,
    v: 2,
    profile: name,
    facts: { ...facts, read: nullable(readFactOf(names)) },
    lists: DOCUMENT_LISTS,
    forms: { ...DOCUMENT.forms, ...profileForms(name) },
    rules: [...rules, readIsStated],
    afterEdit: withoutTyped,
    fields: DOCUMENT.fields,
    search: { words: [...DOCUMENT.search.words, ...words], numbers: [...DOCUMENT.search.numbers, ...numbers] },
    words: { zh: profileWords('zh', name, [...names, 'read']), en: profileWords('en', name, [...names, 'read']) },
  });
}

/** An invoice or credit note. */
export const INVOICE: RecordKind = profile('invoice', [hasCurrency]);
/** That goods were handed over. */
export const DELIVERY: RecordKind = profile('delivery', []);
/** That money was paid. */
export const PAYMENT: RecordKind = profile('payment', []);
/** That a keeper holds goods for somebody. */
export const WAREHOUSE_RECEIPT: RecordKind = profile('warehouse-receipt', []);

/** The closed list. */
export const PROFILES: readonly RecordKind[] = [INVOICE, DELIVERY, PAYMENT, WAREHOUSE_RECEIPT];
