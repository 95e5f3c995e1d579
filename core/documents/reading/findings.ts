/** What a reader has found about one invoice so far, and the reading that is made of it. */
import type { Json } from '../../formats/canonical.ts';
import { visible } from '../../formats/plain-text.ts';
import type { Conflict, Note, ReaderVersion, Reading, Reference, Stated } from './reading.ts';
import { amountValue, currencyValue, dateValue, millionths, sumOf, textValue } from './values.ts';

/** What a document states about an invoice, each with the form of its value. `gross` and `currency` become `money`. */
const FORMS = {
  scheme: textValue,
  code: textValue,
  number: textValue,
  title: textValue,
  date: dateValue,
  due: dateValue,
  seller: textValue,
  sellerId: textValue,
  buyer: textValue,
  buyerId: textValue,
  credits: textValue,
  currency: currencyValue,
  gross: amountValue,
  net: amountValue,
  tax: amountValue,
} as const satisfies Readonly<Record<string, (written: string) => string | null>>;

/** A name under which something can be stated. */
export type InvoiceTerm = keyof typeof FORMS;

const AMOUNTS: readonly string[] = ['gross', 'net', 'tax'] satisfies readonly InvoiceTerm[];
/** Terms that are facts as they stand. */
const PLAIN = (Object.keys(FORMS) as InvoiceTerm[]).filter((term) => term !== 'currency' && !AMOUNTS.includes(term));

/**
 * Statements of one term and pairs of an amount and a currency, suggestions, references, notes; characters of a note, and
 * of a value in it. Below what `readReading` takes.
 */
const LIMITS = { statements: 20, suggestions: 50, references: 50, notes: 100, detail: 300, value: 80 } as const;

/** What stands where a number is required and there is none: Peppol BIS Billing 3.0 says so of BT-13. */
const NO_NUMBERS: ReadonlySet<string> = new Set(['', 'NA']);

interface Statement {
  readonly place: string;
  readonly value: string;
}

/** A value with all the places that state it. */
interface Settled {
  readonly value: string;
  readonly place: string;
}

/** A text of a document on one line, everything in it visible, cut to so many characters. */
export function shownText(text: string, length: number): string {
  // no character takes more than two units
  const chars = [...visible(text.trim().slice(0, 2 * length + 2))];
  return chars.length > length ? `${chars.slice(0, length).join('')}…` : chars.join('');
}

/** Collects; `kindPlace` is the place that says that the document is an invoice, such as `xml:Invoice`. */
export class InvoiceFindings {
  readonly #kindPlace: string;
  readonly #stated = new Map<InvoiceTerm, Statement[]>();
  readonly #suggestions: (Stated & { readonly name: string })[] = [];
  readonly #references: Reference[] = [];
  readonly #notes = new Map<string, Note>();

  constructor(kindPlace: string) {
    this.#kindPlace = kindPlace;
  }

  /** Enters what a place states, as it is written there; nothing when it is empty. What a fact cannot hold is noted. */
  state(term: InvoiceTerm, place: string, written: string): void {
    if (written.trim() === '') return;
    const statements = this.#stated.get(term) ?? [];
    this.#stated.set(term, statements);
    if (statements.length === LIMITS.statements) {
      this.note('left-out', place);
      return;
    }
    const value = FORMS[term](written);
    if (value === null) this.refuse(place, written);
    else if (!statements.some((one) => one.place === place && one.value === value)) statements.push({ place, value });
  }

  /** Enters the exact sum of amounts, none when one of them is no amount. */
  stateSum(term: 'net' | 'tax', place: string, written: readonly string[]): void {
    const stated = written.filter((text) => text.trim() !== '');
    const amounts = stated.map(amountValue);
    const known = amounts.filter((amount) => amount !== null);
    for (const [i, amount] of amounts.entries()) if (amount === null) this.refuse(place, stated[i] ?? '');
    if (known.length === amounts.length && known.length > 0) this.state(term, place, sumOf(known) ?? '');
  }

  /** Enters the invoice that is taken back, if it is one alone: of several, `credits` could name but one. */
  stateCredits(place: string, invoices: readonly { readonly number: string }[]): void {
    const [one, another] = new Set(
      invoices.map(({ number }) => number.trim()).filter((number) => !NO_NUMBERS.has(number)),
    );
    if (one !== undefined && another === undefined) this.state('credits', place, one);
  }

  /** Enters a fact of a place that is too weak to count as read. `name` is the name of a fact. */
  suggest(name: string, place: string, value: Json): void {
    if (this.#suggestions.length === LIMITS.suggestions) this.note('left-out', place);
    else this.#suggestions.push({ name, place, value });
  }

  /** Enters another document. Texts as they are written; nothing when the number is empty, or says that there is none. */
  refer(rel: Reference['rel'], basis: string, written: { readonly number: string; readonly date?: string }): void {
    if (NO_NUMBERS.has(written.number.trim())) return;
    if (this.#references.length === LIMITS.references) {
      this.note('left-out', basis);
      return;
    }
    const number = textValue(written.number);
    const day = written.date?.trim() ?? '';
    const date = dateValue(day);
    if (date === null && day !== '') this.refuse(basis, day);
    if (number === null) this.refuse(basis, written.number);
    else this.#references.push({ rel, number, basis, date });
  }

  /** A value that is not taken, for whatever reason. */
  refuse(place: string, written: string): void {
    this.note('value-refused', `${place}: ${shownText(written, LIMITS.value)}`);
  }

  /** Enters a note once. The detail is cut where it is too long to show. */
  note(code: Note['code'], detail = ''): void {
    const note = { code, detail: shownText(detail, LIMITS.detail) };
    if (this.#notes.size < LIMITS.notes) this.#notes.set(`${code} ${note.detail}`, note);
  }

  reading({ reader, v }: ReaderVersion): Reading {
    const facts: Record<string, Json> = { kind: 'invoice' };
    const places: Record<string, string> = { kind: this.#kindPlace };
    const conflicts: Conflict[] = [];
    const enter = (name: string, settled: { readonly value: Json; readonly place: string } | null) => {
      if (settled) [facts[name], places[name]] = [settled.value, settled.place];
    };
    for (const term of PLAIN) enter(term, this.#settle(term, conflicts));
    enter('parties', this.#parties(facts, places));
    enter('money', this.#money(conflicts));
    for (const term of ['net', 'tax'] as const) enter(term, this.#shared(term, 'money' in facts, conflicts));
    return {
      reader,
      v,
      profile: 'invoice',
      facts,
      places,
      suggestions: this.#suggestions,
      conflicts,
      references: this.#references,
      notes: [...this.#notes.values()],
    };
  }

  /** Each value that is stated under a term, with its places; amounts are the same whatever their number of decimals. */
  #values(term: InvoiceTerm): readonly Settled[] {
    const found = new Map<string, { value: string; places: string[] }>();
    for (const { value, place } of this.#stated.get(term) ?? []) {
      const key = AMOUNTS.includes(term) ? String(millionths(value)) : value;
      const same = found.get(key);
      if (same) same.places.push(place);
      else found.set(key, { value, places: [place] });
    }
    return [...found.values()].map(({ value, places }) => ({ value, place: [...new Set(places)].join(' ') }));
  }

  /** The one value of a term. Several days on which parts are due do not contradict one another: they are noted. */
  #settle(term: InvoiceTerm, conflicts: Conflict[]): Settled | null {
    const [one = null, ...others] = this.#values(term);
    if (one === null || others.length === 0) return one;
    if (term === 'due')
      this.note('left-out', [one, ...others].map(({ place, value }) => `${place}: ${value}`).join(', '));
    else conflicts.push({ name: term, values: [one, ...others] });
    return null;
  }

  /** Seller and buyer. None when one of them is in doubt, so that the other does not look like all there are. */
  #parties(facts: Readonly<Record<string, Json>>, places: Readonly<Record<string, string>>) {
    const stated = (['seller', 'buyer'] as const).filter((term) => this.#values(term).length > 0);
    const known = stated.filter((term) => term in facts);
    if (known.length === 0 || known.length < stated.length) return null;
    const place = [...new Set(known.flatMap((term) => places[term]?.split(' ') ?? []))].join(' ');
    return { value: [...new Set(known.map((term) => facts[term] as string))], place };
  }

  /** The gross amount and its currency; none without either. */
  #money(conflicts: Conflict[]) {
    const gross = this.#values('gross');
    const currencies = this.#values('currency');
    const [one, ...others] = gross.flatMap(({ value: amount, place }) =>
      currencies.map((currency) => ({
        value: { amount, currency: currency.value },
        place: [...new Set([...place.split(' '), ...currency.place.split(' ').slice(0, 1)])].join(' '),
      })),
    );
    if (one === undefined) for (const { place, value } of gross) this.refuse(place, value);
    const pairs = one ? [one, ...others] : [];
    for (const { place } of pairs.slice(LIMITS.statements, LIMITS.statements + 1)) this.note('left-out', place);
    if (others.length > 0) conflicts.push({ name: 'money', values: pairs.slice(0, LIMITS.statements) });
    return others.length > 0 ? null : (one ?? null);
  }

  /** An amount in the currency of `money`; none without it. */
  #shared(term: 'net' | 'tax', hasMoney: boolean, conflicts: Conflict[]): Settled | null {
    const settled = this.#settle(term, conflicts);
    if (settled && !hasMoney) this.refuse(settled.place, settled.value);
    return hasMoney ? settled : null;
  }
}
