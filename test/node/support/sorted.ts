/** Random facts, and the order of a list by them as one would write it down without a database. */
import type { FactSort } from '../../../core/node/store/list-keys.ts';
import type { Facts } from '../../../core/records/facts.ts';

/** Whole numbers below a limit, the same ones for the same seed. */
export type RandomNumbers = (limit: number) => number;

export function randomNumbers(seed: number): RandomNumbers {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 16) % limit;
  };
}

/** Few values each, so that many are equal; a fifth states nothing. */
export function randomFacts(random: RandomNumbers): Partial<Facts> {
  const maybe = <T>(value: T): T | null => (random(5) === 0 ? null : value);
  const party = () => `${['甲方', '乙方', 'Aster', 'ＡＢ'][random(4)]} ${random(3) * 9 + 2}`;
  const two = (number: number) => String(number).padStart(2, '0');
  const amount = `${random(2) === 0 ? '-' : ''}${random(2) === 0 ? random(30) : random(1_000_000)}.${two(random(100))}`;
  return {
    parties: maybe(Array.from({ length: 1 + random(2) }, party)),
    date: maybe(`20${two(20 + random(6))}-${two(1 + random(12))}-${two(1 + random(28))}`),
    money: maybe({ amount, currency: ['CNY', 'EUR'][random(2)] ?? 'CNY' }),
  };
}

/** Numbers of records by one fact, ascending: not stated first, equal ones by number. */
export function naiveOrder(sort: FactSort, stated: ReadonlyMap<number, Partial<Facts>>): number[] {
  const compare = COMPARE[sort];
  return [...stated].sort(([m, a], [n, b]) => compare(a, b) || m - n).map(([seq]) => seq);
}

type Compare = (a: Partial<Facts>, b: Partial<Facts>) => number;
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const COMPARE: Readonly<Record<FactSort, Compare>> = {
  parties: ({ parties: a }, { parties: b }) => byParts(a?.join(' ') ?? '', b?.join(' ') ?? ''),
  date: ({ date: a }, { date: b }) => byText(a ?? '', b ?? ''),
  money: ({ money: a }, { money: b }) =>
    byText(a?.currency ?? '', b?.currency ?? '') || Number(a?.amount ?? 0) - Number(b?.amount ?? 0),
};

/** Texts whose numbers count by value, without regard to case and width. */
function byParts(a: string, b: string): number {
  const [left, right] = [a, b].map((text) => text.normalize('NFKC').toLowerCase().split(/(\d+)/)) as [
    string[],
    string[],
  ];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x, y] = [left[i] ?? '', right[i] ?? ''];
    const order = i % 2 === 1 ? Number(x) - Number(y) : byText(x, y);
    if (order !== 0) return order;
  }
  return 0;
}
