/** Texts of `notary chain add` and `chain test` for files that leave something open. */
import type { Language } from '../../../words/words.ts';

interface ConnectionTexts {
  /** Before the list of what the files are. */
  readonly unknown: string;
  readonly expected: string;
  refused(kind: string): string;
  recognised(kind: string): string;
  /** Before the list of what is missing. */
  readonly missing: string;
  /** How to answer, and how to keep a secret out of the command line. */
  readonly howTo: string;
  readonly file: string;
  readonly oneOf: string;
  /** Asked for in a terminal. */
  readonly lines: string;
  /** How many secrets were sealed. */
  secrets(count: number): string;
}

const en: ConnectionTexts = {
  unknown: 'No kind of connection takes these files:',
  expected: 'Taken are:',
  refused: (kind) => `Recognised (${kind}), but not usable as they are:`,
  recognised: (kind) => `Recognised: ${kind}`,
  missing: 'The files do not say:',
  howTo:
    'Answer with --answer NAME=VALUE, once for each; --answer-file NAME=FILE takes the contents of a file, so that no secret stands on the command line.',
  file: 'the path of a file',
  oneOf: 'one of',
  lines: 'one on each line; an empty line ends it',
  secrets: (count) => `Sealed with the keys of this desk: ${count} ${count === 1 ? 'secret' : 'secrets'}.`,
};

const zh: ConnectionTexts = {
  unknown: '无法识别以下文件：',
  expected: '可以导入：',
  refused: (kind) => `已识别（${kind}），但无法直接使用：`,
  recognised: (kind) => `已识别：${kind}`,
  missing: '文件中缺少：',
  howTo: '请用 --answer 名称=内容 逐项填写；--answer-file 名称=文件 取文件的内容，避免在命令行上写出机密。',
  file: '文件路径',
  oneOf: '可选',
  lines: '每行一项，空行结束',
  secrets: (count) => `以本台的密钥加密保存：${count} 项机密。`,
};

const texts: Readonly<Record<Language, ConnectionTexts>> = { en, zh };

/** The texts in this language. */
export function connectionTextsFor(language: Language): ConnectionTexts {
  return texts[language];
}
