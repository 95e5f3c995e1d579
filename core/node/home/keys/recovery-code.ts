/**
 * The recovery code: 26 random characters (130 bits) and 4 that check them, in Crockford's base32, six groups of five.
 * It is shown once and can unwrap the data key when everything else is lost.
 */
import { createHash } from 'node:crypto';
import { NotaryError } from '../../../errors.ts';
import type { Random } from '../../../ports.ts';

/** Without I, L, O and U: the first three are read as 1, 1 and 0, the last is left out to avoid words. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SECRET_CHARS = 26;
const CHECK_CHARS = 4;
const LENGTH = SECRET_CHARS + CHECK_CHARS;
const GROUP = /.{5}/g;

/** How a typed recovery code is distinguished from a passphrase: by its length and its characters. */
const LOOKS_LIKE = /^[0-9A-TV-Z]{30}$/;

/** A new code, as people read it: `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`. */
export function newRecoveryCode(random: Random): string {
  const secret = [...random(SECRET_CHARS)].map((byte) => ALPHABET[byte & 31]).join('');
  return (`${secret}${checkOf(secret)}`.match(GROUP) ?? []).join('-');
}

/** 20 bits of a hash: a typing error passes once in a million. */
function checkOf(secret: string): string {
  const hash = createHash('sha256').update('notary-desk/recovery-check/v1\0').update(secret).digest();
  return [...hash.subarray(0, CHECK_CHARS)].map((byte) => ALPHABET[byte & 31]).join('');
}

function compact(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase();
}

/** True when the typed text is meant to be a recovery code. */
export function looksLikeRecoveryCode(typed: string): boolean {
  return LOOKS_LIKE.test(compact(typed));
}

/**
 * The 26 secret characters of a code as it was typed: case, spaces and dashes do not matter, and O, I and L are read as
 * the digits they look like. Throws `bad-input` with `reason` `recovery-length` or `recovery-typo`.
 */
export function recoverySecret(typed: string): string {
  const text = compact(typed).replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  if (text.length !== LENGTH) {
    const message = `a recovery code has ${LENGTH} characters, this has ${text.length}`;
    throw new NotaryError('bad-input', message, { reason: 'recovery-length', length: text.length });
  }
  const secret = text.slice(0, SECRET_CHARS);
  if (!LOOKS_LIKE.test(text) || checkOf(secret) !== text.slice(SECRET_CHARS))
    throw new NotaryError('bad-input', 'the recovery code has a typing error', { reason: 'recovery-typo' });
  return secret;
}
