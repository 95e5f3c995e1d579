/** What a file is that no kind takes, as far as its content tells: so that whoever chose the wrong one sees which it was. */
import { KEY_TYPE, parseVerifierKey } from '../../../formats/note.ts';
import type { Bilingual } from '../../../words/words.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import type { ForeignFile } from './import.ts';
import { isPrivateKeyLabel, pemBlocks } from './pem.ts';

const LOOKS = {
  empty: { zh: '空文件', en: 'an empty file' },
  key: { zh: '私钥', en: 'a private key' },
  certificate: { zh: '数字证书（PEM）', en: 'a certificate (PEM)' },
  request: { zh: '证书签名请求（CSR）', en: 'a certificate signing request' },
  pem: { zh: 'PEM 文件，其中既无证书也无私钥', en: 'a PEM file without a certificate or private key' },
  pdf: { zh: 'PDF 文件', en: 'a PDF file' },
  zip: { zh: 'ZIP 压缩包，请先解压', en: 'a ZIP archive; unpack it first' },
  gzip: { zh: 'gzip 压缩包，请先解压', en: 'a gzip archive; unpack it first' },
  der: { zh: '二进制的证书或密钥（DER、PKCS#12）', en: 'a binary certificate or key (DER, PKCS#12)' },
  jks: { zh: 'Java 密钥库', en: 'a Java key store' },
  log: { zh: '日志的密钥，不是见证方的密钥', en: 'the key of a log, not of a witness' },
  connection: { zh: '连接文件', en: 'a connection file' },
  trust: { zh: '信任名单，请用“添加信任名单”导入', en: 'a trust bundle; add it with “Add a trust bundle”' },
  registration: {
    zh: '登记申请，应交给联盟的运营方',
    en: 'a request for registration, which is for the operator of the consortium',
  },
  json: { zh: 'JSON 文件，内容不是这里能用的', en: 'a JSON file of something else' },
  text: { zh: '文本文件，内容不是这里能用的', en: 'a text file of something else' },
  binary: { zh: '二进制文件', en: 'a binary file' },
} as const satisfies Readonly<Record<string, Bilingual>>;

type Look = keyof typeof LOOKS;

/** First bytes in hex. */
const HEADS: readonly (readonly [head: string, look: Look])[] = [
  ['25504446', 'pdf'],
  ['504b0304', 'zip'],
  ['1f8b', 'gzip'],
  ['feedfeed', 'jks'],
  ['3082', 'der'],
];

/** What a file looks like, in a few words. Never throws. */
export function looksLike({ bytes }: Pick<ForeignFile, 'bytes'>): Bilingual {
  return LOOKS[lookOf(bytes)];
}

function lookOf(bytes: Uint8Array): Look {
  if (bytes.length === 0) return 'empty';
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  const known = HEADS.find(([start]) => head.startsWith(start));
  if (known) return known[1];
  const text = textOf(bytes);
  if (text === null) return 'binary';
  return (text.includes('-----BEGIN ') ? pemLook(bytes) : null) ?? jsonLook(text) ?? keyLook(text) ?? 'text';
}

function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function pemLook(bytes: Uint8Array): Look {
  try {
    const labels = pemBlocks(bytes).map(({ label }) => label);
    if (labels.some(isPrivateKeyLabel)) return 'key';
    if (labels.includes('CERTIFICATE')) return 'certificate';
    return labels.some((label) => label.endsWith('CERTIFICATE REQUEST')) ? 'request' : 'pem';
  } catch {
    return 'pem';
  }
}

function jsonLook(text: string): Look | null {
  const value = jsonIn(text);
  if (value === null) return null;
  const has = (...names: readonly string[]) => names.every((name) => Object.hasOwn(value, name));
  if (isConnectionFile(value)) return 'connection';
  if (has('logs', 'witnesses', 'policy')) return 'trust';
  return has('v', 'vkey', 'controller') ? 'registration' : 'json';
}

function jsonIn(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

function keyLook(text: string): Look | null {
  try {
    return parseVerifierKey(text.trim(), nodeCrypto).type === KEY_TYPE.ed25519 ? 'log' : null;
  } catch {
    return null;
  }
}

/** Whether JSON says that it is a connection file of any kind. */
function isConnectionFile(value: object): boolean {
  const { v, kind, trust } = value as Readonly<Record<string, unknown>>;
  return typeof v === 'number' && typeof kind === 'string' && typeof trust === 'object' && trust !== null;
}

/** Whether a file says that it is a connection file of any kind; whether it is one is for `readConnection` to say. */
export function saysConnection({ bytes }: Pick<ForeignFile, 'bytes'>): boolean {
  const value = jsonIn(textOf(bytes) ?? '');
  return value !== null && isConnectionFile(value);
}
