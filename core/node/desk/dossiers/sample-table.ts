/** A drawn sample as a table for an auditor to work through. */
import { percentAtMost } from '../../../dossier/sample.ts';
import { poolWords } from '../../../dossier/tables/words.ts';
import type { Language } from '../../../words/types.ts';
import { moneyText } from '../../../words/words.ts';
import type { Table } from '../../table/write.ts';
import type { SampleSeen } from './reading-types.ts';

interface SampleWords {
  readonly name: string;
  readonly place: string;
  readonly hits: string;
  drawn(p: { readonly size: number; readonly of: number; readonly seed: string }): string;
  byAmount(p: { readonly size: number; readonly of: number; readonly seed: string }): string;
  means(p: { readonly atMost: number; readonly of: number }): string;
  meansByAmount(p: { readonly share: string; readonly total: string }): string;
}

const WORDS: Readonly<Record<Language, SampleWords>> = {
  en: {
    name: 'Sample',
    place: 'Item',
    hits: 'Hits',
    drawn: ({ size, of, seed }) => `${size} of ${of} items, drawn by the seed: ${seed}`,
    byAmount: ({ size, of, seed }) => `${size} hits by amount on ${of} items, drawn by the seed: ${seed}`,
    means: ({ atMost, of }) =>
      `If none of them is wrong, then with 95 % confidence at most ${atMost} of ${of} items are.`,
    meansByAmount: ({ share, total }) =>
      `If none of them is overstated, then with 95 % confidence at most ${share} % of ${total} is overstated.`,
  },
  zh: {
    name: '样本',
    place: '序号',
    hits: '命中次数',
    drawn: ({ size, of, seed }) => `由种子从 ${of} 项中抽取 ${size} 项，种子：${seed}`,
    byAmount: ({ size, of, seed }) => `由种子按金额对 ${of} 项抽取 ${size} 次，种子：${seed}`,
    means: ({ atMost, of }) => `若其中没有一项有误，则在 95% 的置信度下，${of} 项中有误的至多 ${atMost} 项。`,
    meansByAmount: ({ share, total }) => `若其中没有一项高估，则在 95% 的置信度下，${total} 中高估的至多占 ${share}%。`,
  },
};

const amountShare = ({ total, currency, atMostShare }: NonNullable<SampleSeen['byAmount']>) => ({
  total: moneyText({ amount: total, currency }),
  share: percentAtMost(atMostShare),
});

/** The drawn items in their order, and under them how they were drawn and what that means. */
export function sampleTable({ size, of, seed, by, atMost, byAmount, lines }: SampleSeen, language: Language): Table {
  const words = WORDS[language];
  const [record = '', number = '', obligor = '', , date = '', due = '', amount = '', currency = ''] =
    poolWords(language).columns.assets;
  const drawn = { size, of, seed };
  return {
    name: words.name,
    columns: [
      words.place,
      number,
      obligor,
      date,
      due,
      amount,
      currency,
      ...(by === 'amount' ? [words.hits] : []),
      record,
    ],
    rows: [
      ...lines.map((line) => [
        String(line.place + 1),
        line.number ?? line.title ?? '',
        line.obligor ?? '',
        line.date ?? '',
        line.due ?? '',
        line.money?.amount ?? '',
        line.currency ?? '',
        ...(by === 'amount' ? [String(line.hits)] : []),
        line.record ?? line.leaf,
      ]),
      [by === 'item' ? words.drawn(drawn) : words.byAmount(drawn)],
      ...(atMost === null ? [] : [[words.means({ atMost, of })]]),
      ...(byAmount === null ? [] : [[words.meansByAmount(amountShare(byAmount))]]),
    ],
  };
}
