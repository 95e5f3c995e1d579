/** Texts of `dossier`, in both languages. */
import type { Language } from '../../../words/words.ts';
import type { DossierChange, DossierProgress } from '../../desk/dossiers/types.ts';

/** The texts of `dossier` in one language. */
export interface DossierTexts {
  made(p: { readonly items: number; readonly credits: number }): string;
  readonly seal: string;
  readonly notMade: string;
  row(p: { readonly row: number; readonly why: string }): string;
  more(count: number): string;
  skipped(count: number): string;
  column(p: { readonly head: string; readonly means: string | null }): string;
  preview(p: { readonly rows: number; readonly found: number; readonly troubles: number }): string;
  readonly needs: string;
  readonly items: string;
  readonly credits: string;
  readonly totals: string;
  readonly rule: string;
  readonly cutOff: string;
  change(change: DossierChange): string;
  total(p: { readonly list: 'items' | 'credits'; readonly count: number; readonly amount: string }): string;
  readonly otherDesk: string;
  readonly cannotOpen: string;
  written(path: string): string;
  /** Fields of a template that want a value and have none. */
  fieldsMissing(codes: string): string;
  drawn(p: { readonly size: number; readonly of: number; readonly seed: string }): string;
  means(p: { readonly atMost: number; readonly of: number; readonly share: string }): string;
  hit(p: { readonly size: number; readonly seed: string; readonly total: string; readonly items: number }): string;
  meansByAmount(p: { readonly share: string; readonly total: string }): string;
  outside(count: number): string;
  readonly seedNote: string;
  apart(p: { readonly first: number; readonly second: number }): string;
  shared(p: { readonly shared: number; readonly first: number; readonly second: number }): string;
  progress(p: DossierProgress): string;
}

const EN_STEPS: Readonly<Record<DossierProgress['step'], string>> = {
  read: 'finding the records',
  commit: 'committing to the amounts',
  store: 'storing the dossier',
  open: 'opening items',
  page: 'making the certificate',
};
const ZH_STEPS: Readonly<Record<DossierProgress['step'], string>> = {
  read: '正在查找记录',
  commit: '正在生成金额承诺',
  store: '正在保存卷宗',
  open: '正在公开选定的条目',
  page: '正在生成证书',
};
const withCount = (text: string, { done, total }: DossierProgress) =>
  total > 0 ? `${text}: ${done} / ${total}` : text;

const en: DossierTexts = {
  made: ({ items, credits }) =>
    `A dossier of ${items} ${items === 1 ? 'item' : 'items'}${credits > 0 ? ` and ${credits} credit notes` : ''} was made.`,
  seal: 'It waits to be sealed like any other record: “notary seal”.',
  notMade: 'Nothing was made: settle these rows, or leave them out with --skip.',
  row: ({ row, why }) => `row ${row}: ${why}`,
  more: (count) => `… and ${count} more; --json lists all.`,
  skipped: (count) => `Left out: ${count} ${count === 1 ? 'row' : 'rows'}.`,
  column: ({ head, means }) => (means === null ? `${head}: ignored` : `${head}: ${means}`),
  preview: ({ rows, found, troubles }) => `${rows} rows: ${found} find their record, ${troubles} do not.`,
  needs: 'What else belongs into such a dossier:',
  items: 'Items',
  credits: 'Credit notes',
  totals: 'Totals',
  rule: 'Rule',
  cutOff: 'Cut-off date',
  change: ({ since, stayed, came, gone }) => `Since ${since}: ${came} came, ${gone} went, ${stayed} stayed.`,
  total: ({ list, count, amount }) => `${list === 'items' ? 'items' : 'credit notes'}: ${amount} (${count})`,
  otherDesk: 'of another desk',
  cannotOpen: 'cannot be laid open',
  written: (path) => `Written: ${path}`,
  fieldsMissing: (codes) => `Fields that need a value which no record states: ${codes}`,
  drawn: ({ size, of, seed }) => `${size} of ${of} items drawn by the seed “${seed}”:`,
  means: ({ atMost, of, share }) =>
    `If none of them is wrong, then with 95 % confidence at most ${atMost} of ${of} items are (${share} %).`,
  hit: ({ size, seed, total, items }) =>
    `${size} hits at equal distances in ${total}, from a start that the seed “${seed}” draws; items hit: ${items}`,
  meansByAmount: ({ share, total }) =>
    `If none of them is overstated, then with 95 % confidence at most ${share} % of ${total} is overstated.`,
  outside: (count) =>
    `${count} ${count === 1 ? 'item is' : 'items are'} in another currency or without an amount, and could not be hit.`,
  seedNote:
    'A seed proves something only if nobody could know it before the dossier was anchored: let the auditor type it afterwards.',
  apart: ({ first, second }) => `No record is in both: ${first} are only in the first, ${second} only in the second.`,
  shared: ({ shared, first, second }) =>
    `${shared} ${shared === 1 ? 'record is' : 'records are'} in both; ${first} only in the first, ${second} only in the second.`,
  progress: (p) => withCount(EN_STEPS[p.step], p),
};

const zh: DossierTexts = {
  made: ({ items, credits }) => `已制作卷宗：${items} 项${credits > 0 ? `，红字（贷项）${credits} 项` : ''}。`,
  seal: '与其他记录一样，等待封存：notary seal。',
  notMade: '未制作：请先处理以上各行，或用 --skip 略去。',
  row: ({ row, why }) => `第 ${row} 行：${why}`,
  more: (count) => `……另有 ${count} 行；用 --json 可列出全部。`,
  skipped: (count) => `已略去：${count} 行。`,
  column: ({ head, means }) => (means === null ? `${head}：不使用` : `${head}：${means}`),
  preview: ({ rows, found, troubles }) => `共 ${rows} 行：${found} 行找到记录，${troubles} 行没有。`,
  needs: '这类卷宗还应包含：',
  items: '项数',
  credits: '红字（贷项）',
  totals: '合计',
  rule: '入卷规则',
  cutOff: '基准日',
  change: ({ since, stayed, came, gone }) => `与 ${since} 相比：新增 ${came}，移出 ${gone}，保留 ${stayed}。`,
  total: ({ list, count, amount }) => `${list === 'items' ? '各项' : '红字（贷项）'}：${amount}（${count} 项）`,
  otherDesk: '属于其他存证台',
  cannotOpen: '无法公开',
  written: (path) => `已写入：${path}`,
  fieldsMissing: (codes) => `下列字段须填写，而记录没有载明：${codes}`,
  drawn: ({ size, of, seed }) => `由种子“${seed}”从 ${of} 项中抽出 ${size} 项：`,
  means: ({ atMost, of, share }) =>
    `如其中无一有误，则在 95% 的置信度下，${of} 项中至多 ${atMost} 项有误（${share}%）。`,
  hit: ({ size, seed, total, items }) =>
    `自种子“${seed}”抽定的起点，在 ${total} 中等距选取 ${size} 个货币单位；抽中 ${items} 项：`,
  meansByAmount: ({ share, total }) => `如其中无一高估，则在 95% 的置信度下，${total} 中高估的至多 ${share}%。`,
  outside: (count) => `另有 ${count} 项为其他币种或未载明金额，不会被抽中。`,
  seedNote: '种子须在卷宗上链锚定之前无人知晓，抽样才有意义：请审计方在其后给出。',
  apart: ({ first, second }) => `没有记录同时在两者之中：仅在前者 ${first} 条，仅在后者 ${second} 条。`,
  shared: ({ shared, first, second }) =>
    `${shared} 条记录同时在两者之中；仅在前者 ${first} 条，仅在后者 ${second} 条。`,
  progress: (p) => withCount(ZH_STEPS[p.step], p),
};

const texts: Readonly<Record<Language, DossierTexts>> = { en, zh };

/** The texts of a language. */
export function dossierTextsFor(language: Language): DossierTexts {
  return texts[language];
}
