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
  /** Of a record that waits for a person. */
  readonly held: string;
  /** An earlier certificate of the record was kept. */
  readonly kept: string;
  /** What was done. */
  readonly changed: Readonly<Record<'link' | 'unlink', string>>;
  accepted(count: number): string;
  /** When a partner's certificate was taken in (`YYYY-MM-DD`), and how many records refer to its record. */
  takenIn(p: { readonly day: string; readonly referring: number }): string;
  readonly noPartners: string;
  /** What is deleted and what is kept. */
  forgetting(referring: number): readonly string[];
  readonly forgotten: string;
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
  held: 'waits for a decision about its warnings, and what refers to it with it',
  kept: 'A certificate of this record with a better verdict was known already and was kept.',
  changed: { link: 'Linked.', unlink: 'The link was removed.' },
  accepted: (count) => `Linked: ${count}.`,
  takenIn: ({ day, referring }) => `kept since ${day}; records that refer to it: ${referring}`,
  noPartners: 'No certificate of another desk is kept here.',
  forgetting: (referring) => [
    'Deleted on this desk: the copy of the certificate that is kept here, what it discloses, the verdict on it, and copies of the database from before updates of the program.',
    `Kept: links to it, which name it by the hash of its leaf (records that refer to it: ${referring}); certificates and packs that were made already.`,
    'From then on it is a record that this desk does not know; traces and matches show it as not shown. If its certificate is added again, it is known again.',
    'Copies and backups of the data folder are not affected: delete them yourself.',
  ],
  forgotten: 'Forgotten.',
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
  held: '有提示待处理，引用它的记录也随之等待',
  kept: '本台已有该记录结论更好的证书，予以保留。',
  changed: { link: '已关联。', unlink: '已移除关联。' },
  accepted: (count) => `已关联：${count} 条。`,
  takenIn: ({ day, referring }) => `${day} 收存；引用它的本台记录：${referring} 条`,
  noPartners: '尚未收存其他存证台的证书。',
  forgetting: (referring) => [
    '本存证台上将删除：收存的证书、其披露的内容、当时的核验结论，以及程序更新前留下的数据库副本。',
    `予以保留：指向它的关联，其中只有条目哈希值（引用它的本台记录：${referring} 条）；此前已出具的证书和已制作的溯源包。`,
    '此后本存证台不再认识该记录，溯源与核对时列为未出示。重新收存其证书，即可恢复。',
    '数据文件夹的副本和备份不在本次删除范围内，请自行删除。',
  ],
  forgotten: '已删除。',
};

const texts: Readonly<Record<Language, LinkTexts>> = { en, zh };

/** The texts of a language. */
export function linkTextsFor(language: Language): LinkTexts {
  return texts[language];
}
