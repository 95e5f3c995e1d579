/**
 * The data key, which encrypts the seeds, and the ways to unwrap it: the system's key store, a passphrase, the recovery
 * code, or a file that only its owner can read.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { NotaryError } from '../../../errors.ts';
import { fromBase64, toBase64, utf8 } from '../../../formats/bytes.ts';
import { syncFolder, writeAtomic } from '../../system/atomic-file.ts';
import { deriveKey, open, openUnder, seal, sealUnder } from '../../system/sealing.ts';
import { readSmallFile } from '../../system/small-file.ts';
import type { HomePaths } from '../home.ts';
import type { Wrap } from './key-file.ts';
import { looksLikeRecoveryCode, recoverySecret } from './recovery-code.ts';

/** The operating system's key store. In the window it is Electron's safeStorage; the command line has none. */
export interface Keychain {
  available(): Promise<boolean>;
  wrap(bytes: Uint8Array): Promise<Uint8Array>;
  unwrap(bytes: Uint8Array): Promise<Uint8Array>;
}

/** What can unwrap the data key; any one of the home's ways is enough. */
export interface KeySecrets {
  readonly keychain?: Keychain | undefined;
  readonly passphrase?: string | undefined;
  readonly recoveryCode?: string | undefined;
}

const LENGTH = 32;
const label = (kind: Wrap['kind']) => `notary-desk/data-key/v1/${kind}`;

/** 32 random bytes. */
export function newDataKey(): Uint8Array {
  return new Uint8Array(randomBytes(LENGTH));
}

/** Wraps for daily use: the key store and the passphrase if available, else the file. */
export async function dailyWraps(key: Uint8Array, { keychain, passphrase }: KeySecrets): Promise<Wrap[]> {
  const wraps: Wrap[] = [];
  if (keychain && (await keychain.available())) wraps.push(await keychainWrap(key, keychain));
  if (passphrase !== undefined) wraps.push(await passphraseWrap(key, passphrase));
  return wraps.length > 0 ? wraps : [{ kind: 'file' }];
}

/** The data key wrapped by the system's key store. */
export async function keychainWrap(key: Uint8Array, keychain: Keychain): Promise<Wrap> {
  return { kind: 'keychain', wrapped: toBase64(await keychain.wrap(key)) };
}

async function passphraseWrap(key: Uint8Array, passphrase: string): Promise<Wrap> {
  const under = await sealUnder(passphrase, key, label('passphrase'));
  // typed later, it would be taken for a recovery code
  if (looksLikeRecoveryCode(passphrase))
    throw new NotaryError('bad-input', 'reads like a recovery code', { reason: 'passphrase-like-code' });
  return { kind: 'passphrase', ...under };
}

/** The data key sealed under the recovery code (HKDF-SHA256 with a new salt, AES-256-GCM). */
export function recoveryWrap(key: Uint8Array, code: string): Wrap {
  const salt = randomBytes(16);
  const sealed = seal(key, recoveryKey(code, salt), label('recovery'));
  return { kind: 'recovery', salt: toBase64(salt), sealed: toBase64(sealed) };
}

function recoveryKey(code: string, salt: Uint8Array): Uint8Array {
  return deriveKey(utf8(recoverySecret(code)), salt, label('recovery'));
}

/** Writes the file of a `file` wrap, or removes it when there is no such wrap. */
export function placeDataKey(paths: HomePaths, wraps: readonly Wrap[], key: Uint8Array): void {
  if (wraps.some((wrap) => wrap.kind === 'file')) {
    writeAtomic(paths.dataKey, utf8(`${toBase64(key)}\n`), { mode: 0o600 });
    return;
  }
  rmSync(paths.dataKey, { force: true });
  syncFolder(paths.home);
}

/** The data key unwrapped one way, or null when that way fails. Throws `bad-input` for a mistyped recovery code. */
export async function unwrapDataKey(wrap: Wrap, secrets: KeySecrets, paths: HomePaths): Promise<Uint8Array | null> {
  const { keychain, passphrase, recoveryCode } = secrets;
  switch (wrap.kind) {
    case 'file':
      return readDataKey(paths.dataKey);
    case 'keychain':
      return keychain ? fromKeychain(keychain, fromBase64(wrap.wrapped)) : null;
    case 'passphrase':
      return passphrase === undefined ? null : openUnder(passphrase, wrap, label('passphrase'));
    case 'recovery':
      if (recoveryCode === undefined) return null;
      return open(fromBase64(wrap.sealed), recoveryKey(recoveryCode, fromBase64(wrap.salt)), label('recovery'));
  }
}

function readDataKey(path: string): Uint8Array | null {
  try {
    const key = fromBase64(readSmallFile(path).toString('latin1').trim());
    return key.length === LENGTH ? key : null;
  } catch {
    return null;
  }
}

/** A key store that was reset, or that belongs to another machine, counts as a failed way. */
async function fromKeychain(keychain: Keychain, wrapped: Uint8Array): Promise<Uint8Array | null> {
  try {
    if (!(await keychain.available())) return null;
    const key = await keychain.unwrap(wrapped);
    return key.length === LENGTH ? key : null;
  } catch {
    return null;
  }
}
