/** Connects a witness of which there is only its verifier key, as its operator publishes it: one line of text. */
import { NotaryError } from '../../../errors.ts';
import { isCosigner } from '../../../formats/cosignature.ts';
import { NOTE_LIMITS, parseVerifierKey, type VerifierKey } from '../../../formats/note.ts';
import { isPlainText } from '../../../formats/plain-text.ts';
import type { Bilingual } from '../../../words/words.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import { type ForeignFile, type ForeignImport, fileIn, type Question, textIn } from '../foreign/import.ts';
import { certificatesIn, certificatesText } from '../foreign/pem.ts';
import { foreignWitnessFile } from './make-file.ts';

/** Bytes of a file that may be a key: the longest one, in base64, with its name and some lines of comment. */
const LONGEST = 4 * NOTE_LIMITS.key;

/** The one key of a file; empty lines and those that begin with `#` say nothing. Null when the file is anything else. */
function keyIn({ bytes }: Pick<ForeignFile, 'bytes'>): VerifierKey | null {
  if (bytes.length > LONGEST) return null;
  const lines = new TextDecoder().decode(bytes).split('\n');
  const [line, ...more] = lines.map((one) => one.trim()).filter((one) => one !== '' && !one.startsWith('#'));
  if (line === undefined || more.length > 0) return null;
  try {
    const key = parseVerifierKey(line, nodeCrypto);
    return isCosigner(key) ? key : null;
  } catch {
    return null;
  }
}

const QUESTIONS: readonly Question[] = [
  {
    name: 'url',
    label: { zh: '见证方的地址', en: 'Address of the witness' },
    help: {
      zh: '见证方运营者公布的提交地址，“/add-checkpoint”之前的部分。',
      en: 'The submission prefix that its operator publishes: what stands before “/add-checkpoint”.',
    },
    form: { is: 'address', schemes: ['https', 'http'] },
    optional: false,
    suggestion: null,
  },
  {
    name: 'organisation',
    label: { zh: '见证方的运营机构', en: 'Organisation that runs it' },
    help: {
      zh: '由您填写；证书上以此名称显示该见证方。',
      en: 'In your words: certificates show the witness under this name.',
    },
    form: { is: 'text' },
    optional: false,
    suggestion: null,
    check: (answer) =>
      typeof answer === 'string' && isPlainText(answer)
        ? null
        : { zh: '请填写一行可见的文字，最多 200 字。', en: 'Enter one line of visible text, at most 200 characters.' },
  },
  {
    name: 'ca',
    label: { zh: '其 TLS 证书的 CA（PEM）', en: 'CA of its TLS certificate (PEM)' },
    help: {
      zh: '仅当其证书不是由系统信任的机构签发时才需要；此后只认这个 CA。',
      en: 'Needed only where its certificate is not from an authority that the system knows; only this CA counts then.',
    },
    form: { is: 'file', holds: 'certificates' },
    optional: true,
    suggestion: null,
  },
];

const ONE_AT_A_TIME: Bilingual = {
  zh: '这里有多个见证方的公钥，请一次导入一个。',
  en: 'These are the keys of several witnesses; add one at a time.',
};

/** See the head of this file. */
export const witnessFromKey: ForeignImport = {
  takes: {
    zh: '见证方的公钥：一行文字，形如“名称+a1b2c3d4+BA…”',
    en: 'the verifier key of a witness: one line of text, such as name+a1b2c3d4+BA…',
  },
  recognise: (file) =>
    keyIn(file) && { part: 'key', title: { zh: '见证方的公钥', en: 'the key of a witness' }, leads: true },
  questions: (files) => (files.length > 1 ? { refused: ONE_AT_A_TIME } : QUESTIONS),
  make([file], answers, desk) {
    const key = file ? keyIn(file) : null;
    const [url, organisation, ca] = [textIn(answers, 'url'), textIn(answers, 'organisation'), fileIn(answers, 'ca')];
    if (!key || url === null || organisation === null) throw new NotaryError('internal', 'an answer is missing');
    const pem = ca === null ? null : certificatesText(certificatesIn(ca.bytes));
    return { file: foreignWitnessFile(desk, { url, ca: pem, organisation, vkey: key.text }), secrets: {} };
  },
};
