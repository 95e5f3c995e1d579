/** What Python reads in invoices beside our readers, and where they differ. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';
import { universalTools } from '../../../core/documents/doctor/tools.ts';
import { readDocument } from '../../../core/documents/reading/index.ts';
import type { Reading } from '../../../core/documents/reading/reading.ts';
import { millionths } from '../../../core/documents/reading/values.ts';
import { errorCode } from '../../../core/errors.ts';
import type { Money } from '../../../core/records/facts.ts';
import { needs, run } from '../pdf-programs.ts';

const JUDGE = fileURLToPath(new URL('judge.py', import.meta.url));

/** All that a file states under a name; null for what Python could not read. */
type Judged = Readonly<Record<string, readonly (string | null)[]>>;

/** What our readers say under the names of the judge. */
function stated({ facts, places, references }: Reading): Readonly<Record<string, string | undefined>> {
  const { money, net, tax } = facts as { money?: Money; net?: string; tax?: string };
  const orders = new Set(references.filter(({ basis }) => basis === 'xml:BT-13').map(({ number }) => number));
  const inMillionths = (amount: string | undefined) => (amount === undefined ? undefined : String(millionths(amount)));
  const at = (name: string, ...wanted: string[]) =>
    wanted.includes(places[name] ?? '') ? (facts[name] as string) : undefined;
  return {
    number: facts.number as string,
    date: facts.date as string,
    // without a type of its own, a credit note has that of its root, which Python does not look at
    code: places.code === 'xml:CreditNote' ? undefined : (facts.code as string),
    currency: money?.currency,
    gross: inMillionths(money?.amount),
    net: inMillionths(net),
    tax: inMillionths(tax),
    legalSeller: at('seller', 'xml:BT-27', 'xml:Podmiot1/Nazwa', 'xml:SellerName'),
    legalBuyer: at('buyer', 'xml:BT-44', 'xml:Podmiot2/Nazwa', 'xml:BuyerName'),
    vatSeller: at('sellerId', 'xml:BT-31'),
    vatBuyer: at('buyerId', 'xml:BT-48'),
    orders: orders.size === 1 ? [...orders][0] : undefined,
  };
}

/** Names that need an amount in a known currency. */
const WITH_MONEY: readonly string[] = ['currency', 'gross', 'net', 'tax'];
/** Python leaves the placeholder of Peppol in. */
const NO_ORDER = 'NA';

/** Differences between what Python and our readers say of one invoice. */
function differences(judged: Judged, reading: Reading): readonly string[] {
  const ours = stated(reading);
  const isMoney = judged.gross?.length === 1 && judged.currency?.length === 1 && judged.gross[0] !== null;
  return Object.entries(judged).flatMap(([name, values]) => {
    const known = values.filter((value) => value !== NO_ORDER);
    const [only] = known.length === 1 && (isMoney || !WITH_MONEY.includes(name)) ? known : [];
    return (only ?? undefined) === ours[name] ? [] : [`${name}: ${JSON.stringify(known)} is read as ${ours[name]}`];
  });
}

/** The readings of a file; none for one that cannot be read. */
function readingsOf(path: string): readonly Reading[] {
  try {
    return readDocument(readFileSync(path), universalTools);
  } catch (error) {
    if (errorCode(error) === 'malformed') return [];
    throw error;
  }
}

/** Some files have but the root of an invoice: drafts of formats, with other namespaces inside. */
const statesAnything = ({ number, date, gross }: Judged) => [number, date, gross].some((values) => values?.length);

/** What was compared, and every difference as `path: what`. */
export interface Comparison {
  readonly invoices: number;
  readonly others: number;
  readonly differences: readonly string[];
}

/** Compares files. */
export function compared(context: TestContext, paths: readonly string[]): Comparison {
  needs(context, 'python3');
  const answers = JSON.parse(run('python3', [JUDGE, ...paths]).toString()) as readonly (readonly Judged[] | null)[];
  const judgements = answers.map((judged) => judged?.filter(statesAnything) ?? []);
  const found = judgements.flatMap((judged, i) => {
    const path = paths[i] ?? '';
    const readings = readingsOf(path);
    const said =
      readings.length === judged.length
        ? judged.flatMap((one, at) => differences(one, readings[at] as Reading))
        : [`${judged.length} invoices, ${readings.length} readings`];
    return said.map((what) => `${path}: ${what}`);
  });
  return {
    invoices: judgements.flat().length,
    others: judgements.filter((judged) => judged.length === 0).length,
    differences: found,
  };
}
