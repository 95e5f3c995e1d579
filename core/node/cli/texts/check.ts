/** Texts of `check` besides the words of the sheet, in both languages. */
import type { Language } from '../../../words/words.ts';

/** The texts of `check` in one language. */
export interface CheckTexts {
  progress(p: { readonly read: number; readonly certificates: number; readonly percent: number }): string;
  readonly pairing: string;
  /** An earlier run was interrupted after it had read this many files. */
  resumed(files: number): string;
  readonly kept: string;
  readonly allProven: string;
  more(rows: number): string;
  written(path: string): string;
}

const en: CheckTexts = {
  progress: ({ read, certificates, percent }) => `${read} read, ${certificates} certificates, ${percent} %`,
  pairing: 'Pairing …',
  resumed: (files) =>
    `An earlier check of the same files was interrupted; the ${files} files it had read will not be read again.`,
  kept: 'Stopped. What has been read is kept: run the same command to continue.',
  allProven: 'Everything is proven.',
  more: (rows) => `${rows} more rows; --out FILE.pdf, .xlsx or .csv gives all of them.`,
  written: (path) => `Written: ${path}`,
};

const zh: CheckTexts = {
  progress: ({ read, certificates, percent }) => `已读取 ${read} 个，其中证书 ${certificates} 份，${percent} %`,
  pairing: '正在配对……',
  resumed: (files) => `上次核验同一批文件时中断；当时已读取的 ${files} 个文件不再重读。`,
  kept: '已停止。已读取的内容均已保留：再次执行同一命令即可继续。',
  allProven: '全部内容已证实。',
  more: (rows) => `另有 ${rows} 行；用 --out 文件名.pdf、.xlsx 或 .csv 可得到全部。`,
  written: (path) => `已写入：${path}`,
};

const texts: Readonly<Record<Language, CheckTexts>> = { en, zh };

/** The texts of a language. */
export function checkTextsFor(language: Language): CheckTexts {
  return texts[language];
}
