/** What a trace is called and what is said of it, in both languages. */
import { visible } from '../formats/plain-text.ts';
import { linkWords } from '../records/link-words.ts';
import type { LinkRel } from '../records/links.ts';
import { shortTimeText } from '../words/format.ts';
import type { ContentsFinding } from './certified.ts';
import type { LinkState, ProvenTime, Stage, TraceEdge, TraceFinding, TraceFindingCode, TraceNode } from './types.ts';

/** Names that a finding speaks of. */
interface Named {
  /** The record that it is about. */
  readonly one: string;
  /** What a link names, or the newest version. */
  readonly other: string;
  /** As what it is named. */
  readonly rel: string;
}

/** The texts of one language. */
export interface TraceWords {
  readonly title: string;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly states: Readonly<Record<LinkState, string>>;
  readonly findings: Readonly<Record<TraceFindingCode, (named: Named) => string>>;
  readonly contents: Readonly<Record<ContentsFinding['code'], (file: string) => string>>;
  /** What shows that the named record was there first. */
  readonly order: Readonly<Record<'log' | 'link' | 'none', string>>;
  /** A record that a link names and nobody has shown. */
  readonly notShown: string;
  readonly ownDate: string;
  readonly recorded: string;
  readonly noLaterThan: Readonly<Record<ProvenTime['by'] | 'none', string>>;
  readonly refersTo: string;
  readonly referredBy: string;
  readonly noLinks: string;
  /** Beside a time that only the issuer says. */
  readonly issuerOnly: string;
  readonly verdict: string;
  /** Beside a verdict that the desk remembers, with the day it was reached. */
  checkedOn(day: string): string;
  /** Heads of columns. */
  readonly columns: Readonly<Record<'record' | 'stage' | 'date' | 'recorded' | 'proven' | 'links', string>>;
  /** How many records and links, and how many of the links hold. */
  summary(counts: {
    readonly records: number;
    readonly links: number;
    readonly holds: number;
    readonly notShown: number;
  }): string;
  /** What a trace shows and what not. */
  readonly meaning: string;
  /** A pack whose table of contents and certificates agree, and one where they do not. */
  readonly packAgrees: string;
  readonly packDiffers: string;
  /** What the table of contents is worth. */
  readonly contentsOnly: string;
}

const EN: TraceWords = {
  title: 'Trace',
  stages: {
    order: 'Order',
    contract: 'Contract',
    delivery: 'Delivery',
    receipt: 'Receipt',
    invoice: 'Invoice',
    payment: 'Payment',
    other: 'Other',
  },
  states: {
    holds: 'holds',
    'not-shown': 'not shown',
    'other-log': 'names another log',
    'against-log': 'against the order of the log',
    unsound: 'leads to a certificate that does not hold',
    waiting: 'not sealed yet',
  },
  findings: {
    'not-shown': ({ one, other, rel }) => `${one} names ${other} (${rel}); no record here has that leaf.`,
    'other-log': ({ one, other, rel }) => `${one} names ${other} (${rel}) in another log than the one it is in.`,
    'against-log': ({ one, other, rel }) => `${one} names ${other} (${rel}), which stands later in the same log.`,
    unsound: ({ one }) => `The certificate of ${one} does not hold; nothing that it says counts.`,
    'links-withheld': ({ one }) => `The certificate of ${one} does not show what it refers to.`,
    'links-unknown': ({ one }) => `${one} has links of a later version, which this program does not understand.`,
    'confirmed-later': ({ one, other, rel }) =>
      `${other} (${rel}) was confirmed later than ${one}, which names it. It existed before, because its leaf is named.`,
    'dates-reversed': ({ one, other, rel }) =>
      `By their own dates ${other} (${rel}) is later than ${one}, which refers to it. Own dates are only stated.`,
    replaced: ({ one, other }) => `${one} was replaced; the newest version here is ${other}.`,
    circle: ({ one }) => `${one} is in a circle of records that refer to one another.`,
    cut: () => 'There is more than a trace holds (5,000 records, 20,000 links); the rest is left out.',
  },
  contents: {
    missing: (file) => `The table of contents lists ${file}, which is not in the pack.`,
    'other-record': (file) => `${file} is the certificate of another record than the table of contents says.`,
    unlisted: (file) => `${file} is in the pack and not in its table of contents.`,
  },
  order: {
    log: 'earlier in the same log',
    link: 'existed before: the later record names its leaf',
    none: 'order not shown',
  },
  notShown: 'not shown',
  ownDate: 'own date',
  recorded: 'recorded',
  noLaterThan: {
    others: 'existed no later than',
    issuer: 'no later than, by the issuer alone,',
    none: 'no anchored time',
  },
  refersTo: 'refers to',
  referredBy: 'referred to by',
  issuerOnly: 'issuer only',
  verdict: 'Verdict',
  checkedOn: (day) => `as checked on ${day}`,
  columns: {
    record: 'Record',
    stage: 'Step',
    date: 'Own date',
    recorded: 'Recorded',
    proven: 'Existed no later than',
    links: 'Refers to',
  },
  noLinks: 'This record refers to no other, and none refers to it.',
  summary: ({ records, links, holds, notShown }) =>
    `${records} ${records === 1 ? 'record' : 'records'}, ${links} ${links === 1 ? 'link' : 'links'}: ${holds} ${holds === 1 ? 'holds' : 'hold'}${notShown > 0 ? `, ${notShown} ${notShown === 1 ? 'leads' : 'lead'} to nothing here` : ''}.`,
  meaning:
    'A link shows that the later record knew the earlier one. It does not show that either is true, nor that nothing was left out.',
  packAgrees: 'The table of contents and the certificates agree.',
  packDiffers: 'The table of contents and the certificates do not agree.',
  contentsOnly: 'The table of contents proves nothing: what holds is in the certificates.',
};

const ZH: TraceWords = {
  title: '溯源',
  stages: {
    order: '订单',
    contract: '合同',
    delivery: '交货',
    receipt: '收货与仓储',
    invoice: '发票',
    payment: '付款',
    other: '其他',
  },
  states: {
    holds: '成立',
    'not-shown': '未出示',
    'other-log': '所指日志不符',
    'against-log': '与日志次序相反',
    unsound: '所指证书不成立',
    waiting: '尚未封存',
  },
  findings: {
    'not-shown': ({ one, other, rel }) => `${one} 指向 ${other}（${rel}），这里没有该条目的记录。`,
    'other-log': ({ one, other, rel }) => `${one} 指向 ${other}（${rel}），但所写日志并非其所在日志。`,
    'against-log': ({ one, other, rel }) => `${one} 指向 ${other}（${rel}），而后者在同一日志中排在其后。`,
    unsound: ({ one }) => `${one} 的证书不成立，其内容一概不算。`,
    'links-withheld': ({ one }) => `${one} 的证书未披露其所指的记录。`,
    'links-unknown': ({ one }) => `${one} 含较新版本的关联记录，本程序无法理解。`,
    'confirmed-later': ({ one, other, rel }) =>
      `${other}（${rel}）得到确认晚于指向它的 ${one}；但其条目既被指明，说明此前已存在。`,
    'dates-reversed': ({ one, other, rel }) =>
      `按各自所载日期，${other}（${rel}）晚于指向它的 ${one}。文件自身日期仅为自述。`,
    replaced: ({ one, other }) => `${one} 已被取代，这里最新的版本是 ${other}。`,
    circle: ({ one }) => `${one} 处在互相指向的环中。`,
    cut: () => '超出一次溯源的上限（5,000 条记录、20,000 个关联），其余未列出。',
  },
  contents: {
    missing: (file) => `目录列有 ${file}，但包内没有。`,
    'other-record': (file) => `${file} 是另一条记录的证书，与目录不符。`,
    unlisted: (file) => `${file} 在包内，但目录未列。`,
  },
  order: {
    log: '在同一日志中排在前面',
    link: '此前已存在：后一记录指明了其条目',
    none: '先后未能证明',
  },
  notShown: '未出示',
  ownDate: '文件日期',
  recorded: '登记',
  noLaterThan: { others: '最晚于此时已存在：', issuer: '仅出具方自称最晚于：', none: '无锚定时间' },
  refersTo: '指向',
  referredBy: '被指向',
  issuerOnly: '仅出具方',
  verdict: '结论',
  checkedOn: (day) => `${day} 核验时`,
  columns: {
    record: '记录',
    stage: '环节',
    date: '文件日期',
    recorded: '登记',
    proven: '最晚于此时已存在',
    links: '指向',
  },
  noLinks: '该记录未指向其他记录，也没有记录指向它。',
  summary: ({ records, links, holds, notShown }) =>
    `${records} 条记录、${links} 个关联：${holds} 个成立${notShown > 0 ? `，${notShown} 个在这里没有对应记录` : ''}。`,
  meaning: '关联证明后一记录形成时已知前一记录；不证明其内容属实，也不证明没有遗漏。',
  packAgrees: '目录与各证书相符。',
  packDiffers: '目录与各证书不符。',
  contentsOnly: '目录本身不证明任何事项，以各证书为准。',
};

/** The words of a language. */
export const traceWords = (language: 'zh' | 'en'): TraceWords => (language === 'zh' ? ZH : EN);

/** What a link says the named record is, in words; a word that is not known as it is. */
export function relText(rel: string, language: 'zh' | 'en'): string {
  const { rels } = linkWords(language);
  return Object.hasOwn(rels, rel) ? rels[rel as LinkRel] : visible(rel);
}

/** Digits of a leaf hash by which people tell what is not shown. */
const DIGITS = 8;

/** A name for people: number and title, or file name, or the beginning of its id or leaf hash. Never a promise that it is unique. */
export function nodeName({ record, key }: Pick<TraceNode, 'record' | 'key'>): string {
  const { title, number, fileName } = record?.facts ?? {};
  const names = [number, title].filter((name): name is string => typeof name === 'string');
  if (names.length > 0) return visible(names.join(' · '));
  return typeof fileName === 'string' ? visible(fileName) : `${key.slice(0, DIGITS)}…`;
}

/** That a verdict is the one of an earlier day, local to `offsetMinutes`; null for one reached now. */
export function checkedText(checked: string | null, offsetMinutes: number, language: 'zh' | 'en'): string | null {
  if (checked === null) return null;
  const [day = ''] = shortTimeText(checked, offsetMinutes).split(' ');
  return traceWords(language).checkedOn(day);
}

/** A finding as a sentence. */
export function findingText(
  { code, key, other, rel }: TraceFinding,
  nameOf: (key: string) => string,
  language: 'zh' | 'en',
): string {
  const name = (one: string | null) => (one === null ? '' : nameOf(one));
  return traceWords(language).findings[code]({
    one: name(key),
    other: name(other),
    rel: rel === null ? '' : relText(rel, language),
  });
}

/** State and order of a link in words. */
export function edgeText({ state, order }: Pick<TraceEdge, 'state' | 'order'>, language: 'zh' | 'en'): string {
  const words = traceWords(language);
  return state === 'holds' ? `${words.states.holds}; ${words.order[order ?? 'none']}` : words.states[state];
}
