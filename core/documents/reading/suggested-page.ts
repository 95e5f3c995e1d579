/**
 * What the text of a page suggests, where it is a Chinese electronic invoice: 数电票, or 增值税电子普通发票 with a code. Both name
 * the buyer before the seller, from the left or from the top, under the same labels.
 */
import type { Json } from '../../formats/canonical.ts';
import type { TextRun } from '../page-text/content.ts';
import { chineseScheme } from './chinese-scheme.ts';
import { GAP, linesOf } from './page-lines.ts';
import type { Suggestion } from './suggestion.ts';
import { amountValue, dateValue, shownAmount, textValue } from './values.ts';

const AMOUNT = String.raw`¥?-?¥?\d[\d,]*\.\d{1,6}`;
/** In a text without any white space. */
const FORMS = {
  number: /发票号码:(\d{20}|\d{8})(?!\d)/,
  code: /发票代码:(\d{12}|\d{10})(?!\d)/,
  date: /开票日期:(\d{4}年\d{1,2}月\d{1,2}日)/,
  totals: new RegExp(`(?<!价税)合计(${AMOUNT})(?:(${AMOUNT})|\\*+)?(?!\\d)`),
  gross: new RegExp(`\\(小写\\)(${AMOUNT})(?!\\d)`),
} as const;
/** With a gap or none between a label and its value; a label without a value counts, so that the second is the seller's. */
const LABELS = {
  name: /(?<!项目|货物)名\s*称\s*:[\t ]*([^\t]*)/g,
  id: /识\s*别\s*号\s*:[\t ]*([0-9A-Z]{15,20})?/g,
} as const;

/** Suggestions of the pages of one document; none where they are no such invoice. */
export function suggestedByPages(pages: readonly (readonly TextRun[])[]): readonly Suggestion[] {
  const lines = pages.flatMap(linesOf);
  const close = lines.map((line) => line.replace(/\s/g, '')).join('\n');
  const found = (form: RegExp, group = 1) => form.exec(close)?.[group] ?? null;
  const number = found(FORMS.number);
  const gross = amountIn(found(FORMS.gross));
  const date = dateValue(found(FORMS.date) ?? '');
  if (!/发票/.test(close) || number === null || (gross === null && date === null)) return [];
  const code = number.length === 8 ? found(FORMS.code) : null;
  const [buyer, seller] = partiesIn(lines, LABELS.name, textValue);
  const [buyerId, sellerId] = partiesIn(lines, LABELS.id, textValue);
  const parties = [...new Set([seller, buyer].filter((name) => name !== null))];
  const values: Readonly<Record<string, Json>> = {
    kind: 'invoice',
    scheme: chineseScheme(code ?? '', number),
    code,
    number,
    parties: seller === null || buyer === null ? null : parties,
    date,
    money: gross === null ? null : { amount: gross, currency: 'CNY' },
    seller,
    sellerId,
    buyer,
    buyerId,
    net: amountIn(found(FORMS.totals)),
    tax: amountIn(found(FORMS.totals, 2)),
  };
  return Object.entries(values).flatMap(([name, value]) =>
    value === null ? [] : [{ name, place: 'page', value, doubtful: false } as const],
  );
}

const amountIn = (shown: string | null) => amountValue(shownAmount(shown ?? '') ?? '');

/** Buyer and seller; both null unless a page has exactly the two. */
function partiesIn(
  lines: readonly string[],
  label: RegExp,
  read: (written: string) => string | null,
): readonly [buyer: string | null, seller: string | null] {
  const found = [...lines.join(`${GAP}\n`).matchAll(label)].map(([, value = '']) => value.trim());
  const [buyer = '', seller = '', ...others] = found;
  if (found.length < 2 || others.length > 0) return [null, null];
  const partyOf = (text: string) => (text === '' || /:/.test(text) ? null : read(text));
  return [partyOf(buyer), partyOf(seller)];
}
