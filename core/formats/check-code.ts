/**
 * The check code: what two people compare over the phone. It is made from a fingerprint (SHA-256), and has 25 decimal
 * digits, 83 bits, in groups of five: digits are said and heard alike in every language, and nobody takes them for the
 * letters of a certificate number. docs/certificate-format.md, "Check codes".
 */
import type { Crypto } from '../crypto.ts';
import { toGroups } from './bytes.ts';
import { keyFingerprint, parseVerifierKey } from './note.ts';
import type { TrustBundle } from './trust.ts';

const DIGITS = 25;
const GROUP = 5;

/** The check code of a fingerprint in hex: the number modulo 10^25, with zeros in front. */
export function checkCode(fingerprint: string): string {
  const number = BigInt(`0x${fingerprint}`) % 10n ** BigInt(DIGITS);
  return toGroups(String(number).padStart(DIGITS, '0'), GROUP);
}

/**
 * The check code of a trust bundle. Of the bundle that a desk exports, which names nobody else, it is the code of the
 * desk's log key, as certificates show it; of every other bundle that of its own fingerprint. The key's code does not cover
 * the name, so whatever a desk's own bundle does not need is no part of one.
 */
export function bundleCheckCode(bundle: TrustBundle, fingerprint: string, crypto: Crypto): string {
  const { logs, witnesses, chains } = bundle;
  const [log] = logs;
  const [key] = log?.keys ?? [];
  const isOfOneDesk =
    logs.length === 1 &&
    log?.keys.length === 1 &&
    log.controller === log.origin &&
    chains.length === 0 &&
    witnesses.length <= 1 &&
    witnesses.every(({ controller }) => controller === log.controller) &&
    [log, ...witnesses].every(({ organisation }) => organisation === bundle.name);
  if (!isOfOneDesk || key === undefined) return checkCode(fingerprint);
  return checkCode(keyFingerprint(parseVerifierKey(key.vkey, crypto), crypto));
}

/** What was typed, compared with a check code and a fingerprint as far as it goes. */
export interface CodeComparison {
  readonly state: 'empty' | 'same' | 'partial' | 'differs';
  /** Characters that agree; when it differs, the first that does not, from 1. */
  readonly at: number;
  /** Characters of what it is compared with. */
  readonly of: number;
}

/** Compares while somebody types; spaces and hyphens do not count. Either of the two may be typed. */
export function compareTyped(typed: string, code: string, fingerprint: string): CodeComparison {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s:-]+/g, '')
    .toLowerCase();
  if (text === '') return { state: 'empty', at: 0, of: 0 };
  const [byCode, byHex] = [code.replaceAll(' ', ''), fingerprint].map((whole) => agreement(text, whole)) as [
    CodeComparison,
    CodeComparison,
  ];
  if (byCode.state !== 'differs' || byHex.state !== 'differs') return byCode.state === 'differs' ? byHex : byCode;
  return /^\d+$/.test(text) && text.length <= DIGITS ? byCode : byHex;
}

function agreement(text: string, whole: string): CodeComparison {
  const at = [...text].findIndex((char, i) => char !== whole[i]);
  if (at >= 0) return { state: 'differs', at: at + 1, of: whole.length };
  return { state: text.length === whole.length ? 'same' : 'partial', at: text.length, of: whole.length };
}
