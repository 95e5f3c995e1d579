/** Texts of the command line for links between records. */
import type { RecordState } from '../../../ports.ts';
import type { Verdict } from '../../../verification/report.ts';
import type { Language } from '../../../words/words.ts';

/** The texts of `link`, `unlink` and `links` in one language. */
export interface LinkTexts {
  readonly refersTo: string;
  readonly referredToBy: string;
  readonly none: string;
  readonly suggestions: string;
  /** How suggestions are accepted, where there are any. */
  accept(id: string): string;
  /** Why something is suggested: the number, and where it was read; null where two records state it. */
  because(p: { readonly number: string; readonly place: string | null; readonly strict: boolean }): string;
  readonly states: Readonly<Record<RecordState, string>>;
  /** A record of another desk, with what was said of its certificate. */
  foreign(p: { readonly holder: string | null; readonly verdict: Verdict }): string;
  readonly unknown: string;
  newest(seq: number): string;
  /** An earlier certificate of the record was kept. */
  readonly kept: string;
  readonly linked: string;
  readonly unlinked: string;
  accepted(count: number): string;
}

const en: LinkTexts = {
  refersTo: 'Refers to',
  referredToBy: 'Referred to by',
  none: 'none',
  suggestions: 'Suggested, and not stated yet',
  accept: (id) => `notary links ${id} --accept NUMBER (or --accept all) states them.`,
  because: ({ number, place, strict }) =>
    `${place === null ? 'the same number' : 'the file names the number'} ${number}${place === null ? '' : ` (${place})`}${strict ? '' : ', written in another way'}`,
  states: {
    recorded: 'waits to be sealed',
    sealed: 'sealed',
    anchored: 'sealed',
    withdrawn: 'withdrawn',
    erased: 'erased',
  },
  foreign: ({ holder, verdict }) => `record of another desk${holder === null ? '' : `, “${holder}”`} (${verdict})`,
  unknown: 'record that this desk does not know',
  newest: (seq) => `replaced; the newest is #${seq}`,
  kept: 'A certificate of this record with a better verdict was known already and was kept.',
  linked: 'Linked.',
  unlinked: 'The link was removed.',
  accepted: (count) => `Linked: ${count}.`,
};

const zh: LinkTexts = {
  refersTo: '引用的记录',
  referredToBy: '引用本记录的记录',
  none: '无',
  suggestions: '建议关联（尚未陈述）',
  accept: (id) => `执行 notary links ${id} --accept 序号（或 --accept all）即可关联。`,
  because: ({ number, place, strict }) =>
    `${place === null ? '编号相同：' : '文件中载有编号：'}${number}${place === null ? '' : `（${place}）`}${strict ? '' : '，写法略有不同'}`,
  states: { recorded: '待封存', sealed: '已封存', anchored: '已封存', withdrawn: '已撤回', erased: '已删除' },
  foreign: ({ holder, verdict }) => `其他存证台的记录${holder === null ? '' : `，“${holder}”`}（${verdict}）`,
  unknown: '本存证台不认识的记录',
  newest: (seq) => `已被取代，最新为 #${seq}`,
  kept: '本台已有该记录结论更好的证书，予以保留。',
  linked: '已关联。',
  unlinked: '已移除关联。',
  accepted: (count) => `已关联：${count} 条。`,
};

const texts: Readonly<Record<Language, LinkTexts>> = { en, zh };

/** The texts of a language. */
export function linkTextsFor(language: Language): LinkTexts {
  return texts[language];
}
