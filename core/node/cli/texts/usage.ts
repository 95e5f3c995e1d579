/** What is wrong with a command line, in both languages. */
import type { Language } from '../../../words/words.ts';

/** What a sentence names: the command, an option, what was typed, what there is. */
export interface UsageDetails {
  readonly command?: string;
  readonly option?: string;
  readonly value?: string;
  readonly known?: string;
  readonly form?: string;
}

type Sentence = (details: UsageDetails) => string;

const SENTENCES = {
  'no-command': { en: () => 'A command is needed.', zh: () => '请给出命令。' },
  'unknown-command': {
    en: ({ command }) => `There is no command “${command}”.`,
    zh: ({ command }) => `没有“${command}”命令。`,
  },
  'unknown-action': {
    en: ({ command, value }) => `“${command}” has no “${value}”.`,
    zh: ({ command, value }) => `“${command}”没有“${value}”。`,
  },
  'unknown-option': {
    en: ({ option }) => `Unknown option ${option}.`,
    zh: ({ option }) => `没有选项 ${option}。`,
  },
  'option-without-value': {
    en: ({ option }) => `${option} needs a value.`,
    zh: ({ option }) => `${option} 之后需要填写内容。`,
  },
  'option-with-value': {
    en: ({ option }) => `${option} takes no value.`,
    zh: ({ option }) => `${option} 之后不能填写内容。`,
  },
  unreadable: { en: ({ value }) => `${value}.`, zh: () => '无法理解所给的选项。' },
  form: { en: ({ form }) => `Usage: notary ${form}`, zh: ({ form }) => `用法：notary ${form}` },
  'needs-option': {
    en: ({ command, option }) => `“${command}” needs ${option}.`,
    zh: ({ command, option }) => `“${command}”需要 ${option}。`,
  },
  'needs-ids': {
    en: ({ command }) => `“${command}” needs record IDs.`,
    zh: ({ command }) => `“${command}”需要记录编号。`,
  },
  'needs-facts': {
    en: ({ command }) => `“${command}” needs a fact to change, or --profile.`,
    zh: ({ command }) => `“${command}”至少需要一个要修改的事项，或 --profile。`,
  },
  'needs-one-id': {
    en: ({ command }) => `“${command}” needs the ID of one record.`,
    zh: ({ command }) => `“${command}”需要一条记录的编号。`,
  },
  'needs-id-or-number': {
    en: ({ command }) => `“${command}” needs the ID of one record, or a certificate number.`,
    zh: ({ command }) => `“${command}”需要一条记录的编号，或证书编号。`,
  },
  'needs-files': {
    en: ({ command }) => `“${command}” needs a file or folder.`,
    zh: ({ command }) => `“${command}”需要文件或文件夹。`,
  },
  'needs-certificate': {
    en: ({ command }) => `“${command}” needs a certificate.`,
    zh: ({ command }) => `“${command}”需要证书。`,
  },
  'needs-custody': {
    en: ({ command }) => `“${command}” needs one custody.json.`,
    zh: ({ command }) => `“${command}”需要一个 custody.json。`,
  },
  'needs-choice': {
    en: ({ command, known }) => `“${command}” needs exactly one of: record IDs, ${known}.`,
    zh: ({ command, known }) => `“${command}”需要且只能有其中一种：记录编号、${known}。`,
  },
  'takes-one': {
    en: ({ command }) => `“${command}” takes one file or name.`,
    zh: ({ command }) => `“${command}”只接受一个文件或名称。`,
  },
  'takes-none': {
    en: ({ command }) => `“${command}” takes no arguments.`,
    zh: ({ command }) => `“${command}”之后不能再有内容。`,
  },
  'not-one-of': {
    en: ({ option, value, known }) => `${option}: “${value}” is not one of ${known}.`,
    zh: ({ option, value, known }) => `${option}：“${value}”不在可选范围内：${known}。`,
  },
  'one-of': {
    en: ({ option, known }) => `${option} must be one of: ${known}.`,
    zh: ({ option, known }) => `${option} 只能是其中之一：${known}。`,
  },
  'not-a-value': {
    en: ({ option, value }) => `${option}: “${value}” is not what is needed here.`,
    zh: ({ option, value }) => `${option}：“${value}”不是所需的内容。`,
  },
  'not-a-number': {
    en: ({ option }) => `${option} must be a whole number.`,
    zh: ({ option }) => `${option} 应为整数。`,
  },
  'not-a-digest': {
    en: ({ option }) => `${option} must be a SHA-256: 64 characters, 0–9 and a–f.`,
    zh: ({ option }) => `${option} 应为 SHA-256：64 位，只含 0–9 与 a–f。`,
  },
  'needs-consent': {
    en: ({ command }) => `“${command}” asks before it deletes. Without a terminal, --yes is needed.`,
    zh: ({ command }) => `${command} 删除前会请您确认；没有终端时请加 --yes。`,
  },
  'secret-in-arguments': {
    en: () =>
      'A passphrase is never given on the command line: the command asks for it, or reads NOTARY_NEW_PASSPHRASE.',
    zh: () => '不能在命令行中写口令：该命令会询问，或读取 NOTARY_NEW_PASSPHRASE。',
  },
  'no-new-passphrase': {
    en: () => 'A new passphrase is needed: typed in the terminal, or in NOTARY_NEW_PASSPHRASE.',
    zh: () => '需要新口令：在终端输入，或写在 NOTARY_NEW_PASSPHRASE 中。',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, Sentence>>>>;

/** What can be wrong. */
export type UsageReason = keyof typeof SENTENCES;

function isReason(reason: unknown): reason is UsageReason {
  return typeof reason === 'string' && Object.hasOwn(SENTENCES, reason);
}

/** The sentence for what is wrong; null for a reason that is not in the table. */
export function usageText(language: Language, details: Readonly<Record<string, unknown>>): string | null {
  const { reason } = details;
  if (!isReason(reason)) return null;
  const sentence: Sentence = SENTENCES[reason][language];
  return sentence(details as UsageDetails);
}
