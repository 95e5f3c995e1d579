/** Answers at the door: each has the form that its question asks for, and what the kind checks holds. */
import { basename, resolve } from 'node:path';
import { errorCode } from '../../../errors.ts';
import type { Bilingual } from '../../../words/words.ts';
import { type Fault, faultOf } from '../../system/fault.ts';
import { isLoopback } from '../../system/loopback.ts';
import { readSmallFile } from '../../system/small-file.ts';
import {
  type Answer,
  type AnswerFault,
  type AnswerForm,
  type Answers,
  FOREIGN_LIMITS,
  type ForeignFile,
  type GivenAnswers,
  type Question,
} from './import.ts';
import { certificatesIn, privateKeyIn } from './pem.ts';

/** The valid answers, and what is wrong with the others. */
export interface CheckedAnswers {
  readonly answers: Answers;
  readonly faults: Readonly<Record<string, AnswerFault>>;
}

const SAYS = {
  long: { zh: '内容过长。', en: 'This is too long.' },
  line: { zh: '请填写一行文字。', en: 'Enter a single line.' },
  choice: { zh: '请从列出的选项中选择。', en: 'Choose one of the options.' },
  certificates: {
    zh: '文件中没有 PEM 证书（-----BEGIN CERTIFICATE-----）。',
    en: 'The file has no certificate in PEM (-----BEGIN CERTIFICATE-----).',
  },
  key: {
    zh: '文件中应恰有一个 PEM 私钥（-----BEGIN PRIVATE KEY-----）。',
    en: 'The file must have exactly one private key in PEM (-----BEGIN PRIVATE KEY-----).',
  },
  locked: {
    zh: '私钥有密码保护，请先去除密码（openssl pkey -in 旧文件 -out 新文件）。导入后由本台的密钥加密保存。',
    en: 'The private key asks for a passphrase; remove it first (openssl pkey -in OLD -out NEW). It is stored sealed with the keys of this desk.',
  },
  plain: {
    zh: '明文 http:// 只能用于本机；其他地址请用 https://。',
    en: 'Plain http:// is for this machine only; use https:// elsewhere.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Reads the given answers to these questions; what was given for other names is ignored. Never throws because of an answer. */
export function checkAnswers(questions: readonly Question[], given: GivenAnswers): CheckedAnswers {
  const answers = new Map<string, Answer>();
  const faults: Record<string, AnswerFault> = {};
  for (const question of questions) {
    const { name, form, suggestion } = question;
    const from = form.is === 'file' ? given.files : given.texts;
    const text = (Object.hasOwn(from, name) ? from[name] : suggestion)?.trim() ?? '';
    if (text === '') continue;
    const read = readAnswer(question, text);
    if ('fault' in read) faults[name] = read.fault;
    else answers.set(name, read.answer);
  }
  return { answers, faults };
}

type ReadAnswer = { readonly answer: Answer } | { readonly fault: AnswerFault };

function readAnswer(question: Question, text: string): ReadAnswer {
  const { form } = question;
  if (text.length > FOREIGN_LIMITS.answer) return { fault: { says: SAYS.long } };
  const answer = form.is === 'file' ? readAnswerFile(text) : text;
  if (typeof answer === 'object' && 'code' in answer) return { fault: { error: answer } };
  const says = wrongForm(form, answer) ?? question.check?.(answer) ?? null;
  return says ? { fault: { says } } : { answer };
}

function readAnswerFile(path: string): ForeignFile | Fault {
  try {
    const whole = resolve(path);
    return { name: basename(whole), bytes: new Uint8Array(readSmallFile(whole, FOREIGN_LIMITS.bytes)) };
  } catch (error) {
    return faultOf(error);
  }
}

function wrongForm(form: AnswerForm, answer: Answer): Bilingual | null {
  if (typeof answer !== 'string') return form.is === 'file' ? wrongFile(form.holds, answer.bytes) : SAYS.line;
  if (form.is !== 'lines' && /[\r\n]/.test(answer)) return SAYS.line;
  if (form.is === 'choice') return form.choices.some(({ value }) => value === answer) ? null : SAYS.choice;
  return form.is === 'address' ? wrongAddress(form.schemes, answer) : null;
}

function wrongFile(holds: 'certificates' | 'private-key' | 'any', bytes: Uint8Array): Bilingual | null {
  try {
    if (holds === 'private-key') privateKeyIn(bytes);
    return holds === 'certificates' && certificatesIn(bytes).length === 0 ? SAYS.certificates : null;
  } catch (error) {
    if (holds === 'certificates') return SAYS.certificates;
    return errorCode(error) === 'bad-input' ? SAYS.locked : SAYS.key;
  }
}

function wrongAddress(schemes: readonly string[], text: string): Bilingual | null {
  const said = schemes.map((scheme) => `${scheme}://`).join(', ');
  const wrong = {
    zh: `请填写地址：以 ${schemes.map((scheme) => `${scheme}://`).join(' 或 ')} 开头，之后是主机名，必要时加端口。`,
    en: `Enter an address: one of ${said}, then a host and, where needed, a port.`,
  };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || /[\s?#@\\]/.test(text) || !schemes.includes(url.protocol.slice(0, -1)) || url.hostname === '')
    return wrong;
  return url.protocol === 'http:' && !isLoopback(url.hostname) ? SAYS.plain : null;
}
