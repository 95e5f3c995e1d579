/** What there is to say of an invoice that was read: what does not fit together, and what else this desk has of it. */
import type { Note, Reading } from '../documents/reading/reading.ts';
import type { Suggestion } from '../documents/reading/suggestion.ts';
import { millionths } from '../documents/reading/values.ts';
import type { Warning, WarningCode } from '../documents/warnings.ts';
import type { InvoiceMatch, InvoiceSearch } from './completion.ts';
import type { AnyFacts, Money } from './facts.ts';
import type { RecordKind } from './kind.ts';
import { differingFacts, isSameFact } from './reading-facts.ts';
import { contradicted } from './suggestions.ts';

/** What the warnings are about. */
export interface ReadRecord {
  readonly kind: RecordKind;
  readonly facts: AnyFacts;
  readonly reading: Reading;
}

/** What this desk has beside it. */
export interface Beside extends InvoiceSearch {
  /** Records of the invoice that it takes back; null for what takes back none, or none that could be found. */
  readonly takesBack: readonly InvoiceMatch[] | null;
  /** Facts of a record. */
  factsOf(id: string): AnyFacts;
}

/** Notes of readers that are for the clerk; the others are told by the facts, or are nothing to act on. */
const NOTES: Readonly<Partial<Record<Note['code'], WarningCode>>> = {
  'value-refused': 'value-refused',
  'left-out': 'not-all-read',
  'signature-not-checked': 'signature-not-checked',
  'seal-not-checked': 'signature-not-checked',
  'signature-broken': 'seal-broken',
  'seal-broken': 'seal-broken',
  'seal-partial': 'seal-partial',
  'qr-altered': 'code-altered',
};

/** Facts in which two records of one invoice agree. */
const COMPARED = ['date', 'money', 'net', 'tax', 'seller', 'sellerId', 'buyer', 'buyerId'] as const;

/** All warnings, in no particular order. */
export function readingWarnings({ kind, facts, reading }: ReadRecord, beside: Beside): readonly Warning[] {
  return [
    ...about(
      'places-disagree',
      reading.conflicts.map(({ name }) => name),
    ),
    ...about('stated-otherwise', differingFacts(kind, facts, reading)),
    ...(addsUp(facts) ? [] : [{ code: 'not-adding-up', detail: '' } as const]),
    ...noted(reading),
    ...beside.same.map((match) => sameInvoice(match, facts, beside)),
    ...beside.takenBackBy.map(({ seq }): Warning => ({ code: 'taken-back', detail: String(seq) })),
    ...takesBack(beside),
  ];
}

/** Each code once, with the places that it is about; what they say is for nobody but the clerk, who has the file. */
function noted({ notes }: Reading): readonly Warning[] {
  const places = new Map<WarningCode, string[]>();
  for (const { code, detail } of notes) {
    const said = NOTES[code];
    if (said)
      places.set(said, [...(places.get(said) ?? []), ...(detail === '' ? [] : [detail.split(': ', 1)[0] ?? ''])]);
  }
  return [...places].map(([code, all]) => ({ code, detail: [...new Set(all)].join(', ') }));
}

/** Names of facts, which words have labels for. */
function about(code: WarningCode, names: readonly string[]): readonly Warning[] {
  return names.length === 0 ? [] : [{ code, detail: [...new Set(names)].join(', ') }];
}

function sameInvoice({ id, seq, strict }: InvoiceMatch, facts: AnyFacts, { factsOf }: Beside): Warning {
  if (!strict) return { code: 'perhaps-same-invoice', detail: String(seq) };
  const other = factsOf(id);
  const isOther = (name: string) =>
    facts[name] != null && other[name] != null && !isSameFact(name, facts[name], other[name]);
  const names = COMPARED.filter(isOther);
  return names.length === 0
    ? { code: 'same-invoice', detail: String(seq) }
    : { code: 'same-invoice-otherwise', detail: `${seq}: ${names.join(', ')}` };
}

function takesBack({ takesBack: found }: Beside): readonly Warning[] {
  if (found === null) return [];
  const here = found.filter(({ strict }) => strict);
  if (here.length === 0) return [{ code: 'takes-back-unknown', detail: '' }];
  return here.map(({ seq }) => ({ code: 'takes-back', detail: String(seq) }));
}

/** Whether net and tax are the amount with tax; true where one of them is not known. */
function addsUp({ net, tax, money }: AnyFacts): boolean {
  const gross = (money as Money | null | undefined)?.amount;
  if (typeof net !== 'string' || typeof tax !== 'string' || gross === undefined) return true;
  return millionths(net) + millionths(tax) === millionths(gross);
}

/** What is seen on the document otherwise than what was read from it: who sees only the page is told something else. */
export function seenOtherwise({ reading }: ReadRecord, seen: readonly Suggestion[]): readonly Warning[] {
  const isTold = reading.notes.some(({ code }) => code === 'qr-altered');
  return [...about('page-says-otherwise', contradicted(reading.facts, seen)), ...(isTold ? [] : altered(seen))];
}

/**
 * Of a document that states no facts for programs: a code that was altered, and records of what may be the same invoice. A
 * code that everybody can print is no ground for more than a look.
 */
export function seenWarnings(
  seen: readonly Suggestion[],
  like: Pick<InvoiceSearch, 'same' | 'takenBackBy'> | null,
): readonly Warning[] {
  const matches = like?.same ?? [];
  return [
    ...altered(seen),
    ...matches.map(({ seq }): Warning => ({ code: 'perhaps-same-invoice', detail: String(seq) })),
    ...(like?.takenBackBy ?? []).map(({ seq }): Warning => ({ code: 'taken-back', detail: String(seq) })),
  ];
}

const altered = (seen: readonly Suggestion[]): readonly Warning[] =>
  seen.some(({ doubtful }) => doubtful) ? [{ code: 'code-altered', detail: '' }] : [];
