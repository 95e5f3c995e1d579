/** What is in a dossier as people read it: its items with what their records say, found by words, and what rules for pools say of them. */
import { dossierAmount } from '../../../dossier/amounts.ts';
import { amountInList } from '../../../dossier/make.ts';
import { type Asset, assetOf } from '../../../dossier/tables/asset.ts';
import { ruleAnswers } from '../../../dossier/tables/rules.ts';
import { shareText } from '../../../dossier/tables/shares.ts';
import { isMoney } from '../../../records/facts.ts';
import type { Candidate } from '../../store/dossiers.ts';
import type { Chosen } from './members.ts';
import type { DossierLine, LinePage, LineQuery, PlannedSum, PoolWarning } from './reading-types.ts';
import { type DossierRecords, dossierItems, dossierRecord } from './view.ts';

/** The store, as far as contents are read from it. */
export interface ContentsStore extends DossierRecords {
  readonly dossiers: DossierRecords['dossiers'] & { candidates(ids: readonly string[]): readonly Candidate[] };
}

/** All items of a dossier. */
export interface Contents {
  readonly lines: readonly DossierLine[];
  /** What the records of `items` state; those of other desks and erased ones are left out. */
  readonly assets: readonly Asset[];
}

const NOTHING = { state: null, title: null, number: null, obligor: null, date: null, due: null, money: null } as const;

/** Reads them. Throws `not-found`, `bad-input` for a record that is no dossier, `home-damaged`. */
export function contentsOf(id: string, store: ContentsStore): Contents {
  dossierRecord(id, store);
  const items = dossierItems(id, store);
  const known = new Map(
    store.dossiers.candidates(items.flatMap(({ record }) => record ?? [])).map((one) => [one.id, one]),
  );
  const assets: Asset[] = [];
  const lines = items.map((item): DossierLine => {
    const candidate = item.record === null ? undefined : known.get(item.record);
    if (!candidate) return { ...item, ...NOTHING };
    const { state, facts } = candidate;
    if (state === 'erased') return { ...item, ...NOTHING, state };
    const asset = assetOf(candidate.id, facts);
    if (item.list === 'items') assets.push(asset);
    const { number, date, due, obligor } = asset;
    const money = isMoney(facts.money) ? facts.money : null;
    const title = facts.title ?? facts.fileName;
    return { ...item, state, title, number, obligor: obligor?.name ?? null, date, due, money };
  });
  return { lines, assets };
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();

function isFound(line: DossierLine, words: readonly string[]): boolean {
  const { title, number, obligor, money, leaf, record } = line;
  const said = plain([title, number, obligor, money?.amount, leaf, record].filter((one) => one != null).join('\n'));
  return words.every((word) => said.includes(word));
}

/** Some of the items of one list. */
export function linesFor({ lines }: Pick<Contents, 'lines'>, query: Omit<LineQuery, 'id'>): LinePage {
  const { list, search, offset, limit } = query;
  const words = plain(search).split(/\s+/).filter(Boolean);
  const found = lines.filter((line) => line.list === list && isFound(line, words));
  return { total: found.length, rows: found.slice(offset, offset + limit) };
}

/** What the rules for pools say, as of a day. */
export function warningsOf(assets: readonly Asset[], cutOff: string): readonly PoolWarning[] {
  return ruleAnswers(assets, cutOff).map(({ share, ...answer }) => ({
    ...answer,
    least: shareText(share?.least ?? null),
    most: shareText(share?.most ?? null),
  }));
}

/** The sums of what was chosen, by list and currency. */
export function sumsOf(chosen: readonly Chosen[]): readonly PlannedSum[] {
  const sums = new Map<
    string,
    { readonly list: Chosen['list']; readonly currency: string; count: number; sum: bigint }
  >();
  for (const { list, money } of chosen) {
    if (money === null) continue;
    const { currency } = money;
    const key = `${list === 'items' ? 0 : 1} ${currency}`;
    const known = sums.get(key) ?? { list, currency, count: 0, sum: 0n };
    known.count += 1;
    known.sum += amountInList(money, list);
    sums.set(key, known);
  }
  const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, { sum, ...one }]) => ({ ...one, amount: dossierAmount(sum) }));
}
