import { beforeEach, describe, expect, test, vi } from 'vitest';
import { answerKey } from '../../electron/keychain.ts';

/** Electron's key store, played: it turns every byte over. */
const store = vi.hoisted(() => {
  const turn = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0xff));
  return {
    backend: 'gnome_libsecret',
    getSelectedStorageBackend: () => store.backend,
    isEncryptionAvailable: vi.fn(() => true),
    encryptString: (text: string) => turn(Buffer.from(text)),
    decryptString: (bytes: Buffer) => turn(bytes).toString(),
    isAsyncEncryptionAvailable: vi.fn(async () => true),
    encryptStringAsync: undefined as undefined | ((text: string) => Promise<Buffer>),
    decryptStringAsync: undefined as undefined | ((bytes: Buffer) => Promise<{ result: string }>),
  };
});
vi.mock('electron', () => ({ safeStorage: store }));

const none = new Uint8Array();
const key = new Uint8Array([0, 1, 2, 253, 254, 255]);

beforeEach(() => {
  store.backend = 'gnome_libsecret';
  store.encryptStringAsync = undefined;
  store.decryptStringAsync = undefined;
});

async function roundTrip(): Promise<void> {
  const wrapped = await answerKey({ operation: 'wrap', bytes: key });
  if (!wrapped.ok || typeof wrapped.value === 'boolean') throw new Error('no bytes');
  expect(Buffer.from(wrapped.value).includes(Buffer.from(key))).toBe(false);
  expect(await answerKey({ operation: 'unwrap', bytes: wrapped.value })).toEqual({ ok: true, value: key });
}

describe('a session with a key store', () => {
  test('wraps and unwraps on an Electron with the blocking calls only', async () => {
    expect(await answerKey({ operation: 'available', bytes: none })).toEqual({ ok: true, value: true });
    await roundTrip();
  });

  test('wraps and unwraps with the calls that do not block, where there are some', async () => {
    store.encryptStringAsync = async (text) => store.encryptString(text);
    store.decryptStringAsync = async (bytes) => ({ result: store.decryptString(bytes) });
    await roundTrip();
    expect(store.isAsyncEncryptionAvailable).toHaveBeenCalled();
  });

  test('refuses what it did not wrap, without a word of it', async () => {
    store.decryptStringAsync = async () => {
      throw new Error('secret detail');
    };
    store.encryptStringAsync = async (text) => store.encryptString(text);
    const answer = await answerKey({ operation: 'unwrap', bytes: key });
    expect(answer).toMatchObject({ ok: false, error: { code: 'key-locked' } });
    expect(JSON.stringify(answer)).not.toContain('secret detail');
  });
});

describe.runIf(process.platform === 'linux')('a session without one', () => {
  test('says so, and neither wraps nor unwraps: a fixed password protects nothing', async () => {
    store.backend = 'basic_text';
    expect(await answerKey({ operation: 'available', bytes: none })).toEqual({ ok: true, value: false });
    for (const operation of ['wrap', 'unwrap'] as const)
      expect(await answerKey({ operation, bytes: key })).toMatchObject({ ok: false, error: { code: 'key-locked' } });
  });
});
