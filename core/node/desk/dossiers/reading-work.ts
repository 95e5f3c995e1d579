/** What the window reads of dossiers, as pieces of work for a thread; see `work.ts`. */
import { compareLists } from '../../../dossier/compare.ts';
import { readItemsFile } from '../../../dossier/files.ts';
import { type Item, inOrder } from '../../../dossier/items.ts';
import { assetOf } from '../../../dossier/tables/asset.ts';
import { esmaTables, type PoolTable, poolTables } from '../../../dossier/tables/tables.ts';
import { NotaryError } from '../../../errors.ts';
import { readAttachments } from '../../../formats/attachments/index.ts';
import { PDF_LIMITS } from '../../../formats/attachments/limits.ts';
import { ALTERED } from '../../../verification/opened-items.ts';
import { verify } from '../../../verification/verify.ts';
import type { Language } from '../../../words/types.ts';
import type { SqliteStore } from '../../store/sqlite-store.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { readSmallFile } from '../../system/small-file.ts';
import { type TableFormat, writeTable } from '../../table/write.ts';
import { type Contents, linesFor, sumsOf, warningsOf } from './contents.ts';
import { chosenFrom, type ReadySource } from './members.ts';
import { pseudonymOf } from './pseudonyms.ts';
import type {
  ComparedPart,
  CompareWish,
  ComparisonSeen,
  DossierLine,
  DossierPage,
  DossierPlan,
  DrawnLine,
  LinePage,
  LineQuery,
  SampleSeen,
  SampleWish,
} from './reading-types.ts';
import { sampleByAmount, sampleOf } from './sampling.ts';
import { dossierDetail, dossierRecord } from './view.ts';

/** What a piece of reading has beside its question. */
export interface ReadingTools {
  readonly store: SqliteStore;
  /** The contents of a dossier as they are now. */
  contents(id: string): Contents;
}

/** Tables to write. */
export interface TablesAsk {
  readonly id: string;
  readonly tables: 'pool' | 'esma';
  /** `YYYY-MM-DD`; null for the day of the rule. */
  readonly cutOff: string | null;
  readonly language: Language;
  readonly path: string;
  readonly format: TableFormat;
  /** Of identifiers of obligors. */
  readonly secret: string;
  /** What whoever reports says beside the facts. */
  readonly programme: string;
  readonly transaction: string;
  /** The code for what records do not say. */
  readonly noData: string;
}

export const READING_WORK = {
  /** What records for a dossier come to, before it is made; a tape's rows with trouble are left out of it. */
  plan(
    { source, cutOff }: { readonly source: ReadySource; readonly cutOff: string },
    { store }: ReadingTools,
  ): Omit<DossierPlan, 'tape'> & { readonly troubles: ReturnType<typeof chosenFrom>['troubles'] } {
    const { chosen, troubles } = chosenFrom(source.from === 'rows' ? { ...source, skip: true } : source, store);
    const members = chosen ?? [];
    const items = new Set(members.filter(({ list }) => list === 'items').map(({ record }) => record));
    const assets = store.dossiers.candidates([...items]).map(({ id, facts }) => assetOf(id, facts));
    const total =
      source.from === 'list' ? store.query({ ...source.filter, offset: 0, limit: 0 }).total : members.length;
    return {
      items: items.size,
      credits: members.length - items.size,
      sums: sumsOf(members),
      withoutAmount: members.filter(({ money }) => money === null).length,
      leftOut: total - members.length,
      warnings: warningsOf(assets, cutOff),
      troubles,
    };
  },

  /** What there is to say of a dossier. */
  page(id: string, { store, contents }: ReadingTools): DossierPage {
    const record = dossierRecord(id, store);
    const detail = dossierDetail(id, store);
    const { lines, assets } = contents(id);
    const asOf = detail.rule?.cutOff ?? record.time.slice(0, 10);
    const canOpen = lines.filter((line) => line.canOpen).length;
    return { ...detail, asOf, canOpen, warnings: assets.length === 0 ? [] : warningsOf(assets, asOf) };
  },

  /** Some of its items. */
  lines({ id, ...query }: LineQuery, { contents }: ReadingTools): LinePage {
    return linesFor(contents(id), query);
  },

  /** Draws a sample. Throws what `sampleOf` and `sampleByAmount` throw. */
  sample(wish: SampleWish, { store, contents }: ReadingTools): SampleSeen {
    const items = contents(wish.id).lines.filter(({ list }) => list === 'items');
    const { drawn, ...means } = wish.by === 'item' ? byItem(wish, store) : byAmount(wish, store);
    const lines = drawn.flatMap(({ place, hits }): readonly DrawnLine[] => {
      const line = items[place];
      return line ? [{ ...line, hits }] : [];
    });
    return { ...wish, of: items.length, ...means, lines };
  },

  /** Compares two dossiers. Throws `bad-input` for a certificate whose items cannot be relied on. */
  compare({ first, second }: CompareWish, { store, contents }: ReadingTools): ComparisonSeen {
    const own = contents(first).lines;
    const other = 'record' in second ? ofRecord(second.record, store, contents) : ofCertificate(second.path);
    const found = compareLists(sorted(own), sorted(other.lines));
    const lines = new Map([...other.lines, ...own].map((line) => [line.leaf, line]));
    const shown = (part: ComparedPart) =>
      found[part].slice(0, SHOWN).flatMap((leaf): readonly DossierLine[] => {
        const line = lines.get(leaf);
        return line ? [line] : [];
      });
    const { shared, onlyFirst, onlySecond } = found;
    return {
      name: other.name,
      counts: { shared: shared.length, onlyFirst: onlyFirst.length, onlySecond: onlySecond.length },
      lines: { shared: shown('shared'), onlyFirst: shown('onlyFirst'), onlySecond: shown('onlySecond') },
    };
  },

  /** Writes tables of a pool; `needed` names the fields that want a value and have none. Throws `bad-input` without a day. */
  async tables(ask: TablesAsk, { store, contents }: ReadingTools): Promise<{ readonly needed: readonly string[] }> {
    const { id, language, path, format } = ask;
    const cutOff = ask.cutOff ?? dossierDetail(id, store).rule?.cutOff ?? null;
    if (cutOff === null)
      throw new NotaryError('bad-input', 'tables of a pool need a cut-off date', { reason: 'no-cut-off' });
    const { assets } = contents(id);
    const made: { readonly tables: readonly PoolTable[]; readonly needed: readonly string[] } =
      ask.tables === 'pool'
        ? { tables: poolTables(assets, cutOff, language), needed: [] }
        : esmaTables(assets, { ...ask, cutOff, added: null, pseudonym: pseudonymOf(ask.secret, nodeCrypto) }, language);
    await writeTable(path, format, made.tables);
    return { needed: made.needed };
  },
};

/** Records of a part of a comparison that are named. */
const SHOWN = 500;

const sorted = (lines: readonly Pick<DossierLine, 'leaf'>[]) =>
  inOrder(lines.map(({ leaf }): Item => [leaf, null, null]));

/** Where a sample hits, and what it means. */
interface Drawing extends Pick<SampleSeen, 'atMost' | 'byAmount'> {
  readonly drawn: readonly { readonly place: number; readonly hits: number }[];
}

function byItem({ id, size, seed }: SampleWish, store: SqliteStore): Drawing {
  const { drawn, atMost } = sampleOf(id, size, seed, store);
  return { drawn: drawn.map(({ place }) => ({ place, hits: 1 })), atMost, byAmount: null };
}

function byAmount({ id, size, seed, currency }: SampleWish, store: SqliteStore): Drawing {
  const { drawn, total, atMostShare, ...found } = sampleByAmount(id, size, seed, currency, store);
  return { drawn, atMost: null, byAmount: { currency: found.currency, total, atMostShare, outside: found.outside } };
}

interface OtherDossier {
  readonly name: string;
  readonly lines: readonly DossierLine[];
}

function ofRecord(id: string, store: SqliteStore, contents: ReadingTools['contents']): OtherDossier {
  const { title, number } = dossierDetail(id, store);
  return { name: title ?? number ?? id, lines: contents(id).lines };
}

/** The items of a certificate, once they are those that its record commits to. */
function ofCertificate(path: string): OtherDossier {
  const { files } = readAttachments(readSmallFile(path, PDF_LIMITS.file));
  const report = verify(files, {
    document: null,
    trust: [],
    page: { state: 'not-run', reason: 'no-fonts' },
    // amounts are not compared, and adding up the commitments of a large dossier takes a minute
    dossier: { sums: () => new Map() },
  });
  const listed = report.checks.find(({ name }) => name === 'items');
  const bytes = files.dossier?.items;
  if (ALTERED.includes(report.verdict) || listed?.state !== 'passed' || !bytes)
    throw new NotaryError('bad-input', `items of the other dossier: ${listed?.state ?? 'none'}, ${report.verdict}`, {
      reason: 'other-dossier',
    });
  const { items, credits } = readItemsFile(bytes);
  const line =
    (list: 'items' | 'credits') =>
    ([leaf, , currency]: Item, place: number): DossierLine => ({ ...FOREIGN, list, place, leaf, currency });
  return {
    name: report.facts.title ?? report.facts.number ?? report.record?.id ?? report.certificateNumber ?? '',
    lines: [...items.map(line('items')), ...credits.map(line('credits'))],
  };
}

const FOREIGN = {
  record: null,
  canOpen: false,
  state: null,
  title: null,
  number: null,
  obligor: null,
  date: null,
  due: null,
  money: null,
} as const;
