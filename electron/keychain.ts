/** The operating system's key store. It is used in the main process, because Electron offers it only there. */
import { safeStorage } from 'electron';
import { NotaryError } from '../core/errors.ts';
import type { Result } from './api.ts';
import type { KeyOperation } from './host/messages.ts';
import { fail, ok } from './results.ts';

/** Answers the desk's process. */
export async function answerKey(question: {
  readonly operation: KeyOperation;
  readonly bytes: Uint8Array;
}): Promise<Result<Uint8Array | boolean>> {
  try {
    return ok(await perform(question.operation, question.bytes));
  } catch (error) {
    return fail(
      error instanceof NotaryError ? error : new NotaryError('key-locked', 'the key store refused', {}, error),
    );
  }
}

async function perform(operation: KeyOperation, bytes: Uint8Array): Promise<Uint8Array | boolean> {
  if (operation === 'available') return await isAvailable();
  if (!(await isAvailable())) throw new NotaryError('key-locked', 'this session has no key store');
  return operation === 'wrap' ? await wrap(bytes) : await unwrap(bytes);
}

/**
 * Whether the system can protect keys. Chromium's "basic text" is a fixed password: no protection, so it does not
 * count.
 */
async function isAvailable(): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false;
  return hasAsync() ? await safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable();
}

async function wrap(bytes: Uint8Array): Promise<Uint8Array> {
  const text = Buffer.from(bytes).toString('base64');
  return new Uint8Array(hasAsync() ? await safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text));
}

async function unwrap(bytes: Uint8Array): Promise<Uint8Array> {
  const sealed = Buffer.from(bytes);
  const text = hasAsync() ? (await safeStorage.decryptStringAsync(sealed)).result : safeStorage.decryptString(sealed);
  return new Uint8Array(Buffer.from(text, 'base64'));
}

/** Electron before about version 40 only has the synchronous calls. */
function hasAsync(): boolean {
  return typeof safeStorage.encryptStringAsync === 'function';
}
