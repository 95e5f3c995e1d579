import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nobleCrypto } from '../../core/crypto.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import { type Checkpoint, checkpointText, isFirstKey, ownWitnessName } from '../../core/formats/checkpoint.ts';
import { checkLine, cosign, signNote } from '../../core/formats/note.ts';
import { homePaths } from '../../core/node/home/home.ts';
import {
  createKeys,
  type FileKeyStore,
  type Keychain,
  openKeys,
  readKeyInfo,
  typedSecret,
} from '../../core/node/home/keys.ts';
import { testFolder } from './support/folder.ts';

const coded = (code: string, details?: object) =>
  expect.objectContaining({ code, ...(details ? { details: expect.objectContaining(details) } : {}) });
const PASSPHRASE = '一个足够长的口令';
const onWindows = process.platform === 'win32';

/** A key store of the system that exists in this process only. */
function keychain(isAvailable = true): Keychain {
  const flip = async (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);
  return { available: async () => isAvailable, wrap: flip, unwrap: flip };
}

const newHome = () => join(testFolder(), 'home');
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const mode = (path: string) => statSync(path).mode & 0o777;

function checkpointOf(keys: FileKeyStore, size: number, fill = size): Checkpoint {
  return { origin: keys.log.key.name, size, root: new Uint8Array(32).fill(fill) };
}

describe('new keys', () => {
  it('sign notes and cosign checkpoints under names that follow from them', async () => {
    const { keys } = await createKeys(newHome(), { passphrase: PASSPHRASE });
    const { log, witness } = keys;
    expect(isFirstKey(log.key, nobleCrypto)).toBe(true);
    expect(witness.key.name).toBe(ownWitnessName(log.key.name));
    const text = checkpointText(checkpointOf(keys, 3));
    expect(checkLine(text, signNote(text, log), log.key, nobleCrypto).state).toBe('valid');
    expect(checkLine(text, cosign(text, 1_800_000_000, witness), witness.key, nobleCrypto).state).toBe('valid');
  });

  it('are other ones in every home', async () => {
    const made = await Promise.all([1, 2].map(() => createKeys(newHome(), {})));
    expect(new Set(made.flatMap(({ keys }) => [keys.log.key.text, keys.witness.key.text])).size).toBe(4);
    expect(new Set(made.map(({ recoveryCode }) => recoveryCode)).size).toBe(2);
  });

  it('are never made over others', async () => {
    const home = newHome();
    await createKeys(home, {});
    const bytes = readFileSync(homePaths(home).keys);
    await expect(createKeys(home, {})).rejects.toThrow(coded('home-exists'));
    expect(readFileSync(homePaths(home).keys).equals(bytes)).toBe(true);
  });

  it('are told in public without being unlocked', async () => {
    const home = newHome();
    const { keys } = await createKeys(home, { passphrase: PASSPHRASE });
    expect(readKeyInfo(home)).toEqual({
      origin: keys.log.key.name,
      logKeys: [{ vkey: keys.log.key.text, from: 0, to: null }],
      log: keys.log.key,
      witness: keys.witness.key,
      protection: 'passphrase',
      ways: ['passphrase', 'recovery'],
    });
    expect(() => readKeyInfo(newHome())).toThrow(coded('no-home'));
  });

  it.skipIf(onWindows)('lie in files that only their owner can read', async () => {
    const home = newHome();
    await createKeys(home, {});
    const { keys, highest, dataKey } = homePaths(home);
    expect([keys, highest, dataKey].map(mode)).toEqual([0o600, 0o600, 0o600]);
    expect(mode(home)).toBe(0o700);
  });
});

describe('the data key', () => {
  const opens = async (home: string, secrets: Parameters<typeof openKeys>[1]) =>
    (await openKeys(home, secrets)).log.key.text;

  it('comes back by keychain, passphrase and recovery code, each alone', async () => {
    const home = newHome();
    const { keys, recoveryCode } = await createKeys(home, { keychain: keychain(), passphrase: PASSPHRASE });
    expect(keys.protection).toBe('keychain');
    for (const secrets of [{ keychain: keychain() }, { passphrase: PASSPHRASE }, { recoveryCode }])
      expect(await opens(home, secrets)).toBe(keys.log.key.text);
    expect(existsSync(homePaths(home).dataKey)).toBe(false);
  });

  it('lies in a file when there is neither keychain nor passphrase, and the home says so', async () => {
    const home = newHome();
    const { keys } = await createKeys(home, { keychain: keychain(false) });
    expect([keys.protection, readKeyInfo(home).protection]).toEqual(['file', 'file']);
    expect(await opens(home, {})).toBe(keys.log.key.text);
    rmSync(homePaths(home).dataKey);
    await expect(openKeys(home, {})).rejects.toThrow(coded('key-locked', { ways: 'file, recovery' }));
  });

  it('does not come back by anything else', async () => {
    const home = newHome();
    const other = await createKeys(newHome(), {});
    await createKeys(home, { keychain: keychain(), passphrase: PASSPHRASE });
    const refusing: Keychain = { ...keychain(), unwrap: () => Promise.reject(new Error('no')) };
    const short: Keychain = { ...keychain(), unwrap: async () => new Uint8Array(31) };
    for (const secrets of [
      {},
      { passphrase: `${PASSPHRASE} ` },
      { recoveryCode: other.recoveryCode },
      { keychain: keychain(false) },
      { keychain: refusing },
      { keychain: short },
      { keychain: { ...keychain(), unwrap: async (bytes: Uint8Array) => bytes } },
    ])
      await expect(openKeys(home, secrets)).rejects.toThrow(coded('key-locked'));
  });

  it('takes a passphrase as it was meant, however it was composed', async () => {
    const home = newHome();
    const { keys } = await createKeys(home, { passphrase: 'Ａ Müller 1' });
    expect(await opens(home, { passphrase: 'A Mu\u0308ller 1' })).toBe(keys.log.key.text);
  });

  it('refuses a passphrase that is too short, before anything is written', async () => {
    const home = newHome();
    await expect(createKeys(home, { passphrase: '1234567' })).rejects.toThrow(
      coded('bad-input', { reason: 'passphrase-short' }),
    );
    expect(existsSync(homePaths(home).keys)).toBe(false);
  });

  it('can be kept by other means later, the recovery code staying valid', async () => {
    const home = newHome();
    const { keys, recoveryCode } = await createKeys(home, {});
    await keys.protect({ passphrase: PASSPHRASE });
    expect([keys.protection, readKeyInfo(home).ways]).toEqual(['passphrase', ['passphrase', 'recovery']]);
    expect(existsSync(homePaths(home).dataKey)).toBe(false);
    await expect(openKeys(home, {})).rejects.toThrow(coded('key-locked'));
    for (const secrets of [{ passphrase: PASSPHRASE }, { recoveryCode }])
      expect(await opens(home, secrets)).toBe(keys.log.key.text);
    await keys.protect({});
    expect(await opens(home, {})).toBe(keys.log.key.text);
  });

  it('is kept by the key store of another machine once the recovery code opened it there', async () => {
    const home = newHome();
    const { keys, recoveryCode } = await createKeys(home, { keychain: keychain() });
    const flip = async (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0xa5);
    const other: Keychain = { available: async () => true, wrap: flip, unwrap: flip };
    await expect(openKeys(home, { keychain: other })).rejects.toThrow(coded('key-locked'));
    expect(await opens(home, { keychain: other, recoveryCode })).toBe(keys.log.key.text);
    expect(await opens(home, { keychain: other })).toBe(keys.log.key.text);
    expect(readKeyInfo(home).ways).toEqual(['keychain', 'recovery']);
    const broken: Keychain = { ...keychain(), wrap: () => Promise.reject(new Error('no')) };
    expect(await opens(home, { keychain: broken, recoveryCode })).toBe(keys.log.key.text);
  });

  it('is not put into a key store by a home that was made without one', async () => {
    const home = newHome();
    await createKeys(home, { passphrase: PASSPHRASE });
    await openKeys(home, { passphrase: PASSPHRASE, keychain: keychain() });
    expect(readKeyInfo(home).ways).toEqual(['passphrase', 'recovery']);
  });

  it('gets a new recovery code, and the old one opens nothing', async () => {
    const home = newHome();
    const { keys, recoveryCode } = await createKeys(home, { passphrase: PASSPHRASE });
    const renewed = keys.renewRecoveryCode();
    expect(await opens(home, { recoveryCode: renewed })).toBe(keys.log.key.text);
    await expect(openKeys(home, { recoveryCode })).rejects.toThrow(coded('key-locked'));
    expect(await opens(home, { passphrase: PASSPHRASE })).toBe(keys.log.key.text);
  });
});

describe('a recovery code', () => {
  it('is six groups of five', async () => {
    const { recoveryCode } = await createKeys(newHome(), {});
    expect(recoveryCode).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/);
    expect(typedSecret(recoveryCode)).toEqual({ recoveryCode });
  });

  it('is read as people write it', async () => {
    const home = newHome();
    const { keys, recoveryCode } = await createKeys(home, { passphrase: PASSPHRASE });
    const spaced = ` ${recoveryCode.toLowerCase().replaceAll('-', ' – ').replaceAll('0', 'o').replaceAll('1', 'l')}\n`;
    const secret = typedSecret(spaced);
    expect(secret).toEqual({ recoveryCode: spaced });
    expect((await openKeys(home, secret)).log.key.text).toBe(keys.log.key.text);
  });

  it('is told apart from a code with a typing error, and from a passphrase', async () => {
    const { recoveryCode } = await createKeys(newHome(), {});
    const typo = `${recoveryCode.slice(0, -1)}${recoveryCode.endsWith('7') ? '8' : '7'}`;
    const swapped = recoveryCode.replace(/^(.)(.)/, '$2$1');
    expect(() => typedSecret(typo)).toThrow(coded('bad-input', { reason: 'recovery-typo' }));
    if (swapped !== recoveryCode) expect(() => typedSecret(swapped)).toThrow(coded('bad-input'));
    for (const passphrase of [PASSPHRASE, recoveryCode.slice(0, -1), 'correct horse battery staple'])
      expect(typedSecret(passphrase)).toEqual({ passphrase });
  });

  it('of the wrong length is named when it is asked for by itself', async () => {
    const home = newHome();
    await createKeys(home, { passphrase: PASSPHRASE });
    await expect(openKeys(home, { recoveryCode: 'ABCDE' })).rejects.toThrow(
      coded('bad-input', { reason: 'recovery-length', length: 5 }),
    );
  });
});

describe('keys.json', () => {
  const damage = async (change: (file: ReturnType<typeof read>) => unknown) => {
    const home = newHome();
    await createKeys(home, {});
    const { keys } = homePaths(home);
    writeFileSync(keys, JSON.stringify(change(read(keys))));
    return openKeys(home, {});
  };

  it('of a newer version is refused as such', async () => {
    await expect(damage((file) => ({ ...file, v: 3, more: true }))).rejects.toThrow(coded('home-newer'));
  });

  it.each([
    ['no version', ({ v: _, ...rest }) => rest],
    ['an unknown member', (file) => ({ ...file, more: 1 })],
    ['a short public key', (file) => ({ ...file, log: { ...file.log, publicKey: 'AAAA' } })],
    ['no way to the data key', (file) => ({ ...file, dataKey: [] })],
    ['text that is no base64', (file) => ({ ...file, log: { ...file.log, sealed: '*'.repeat(80) } })],
    ['the public key of another', (file) => ({ ...file, log: { ...file.log, publicKey: file.witness.publicKey } })],
    ['another present key than the list ends with', (file) => ({ ...file, log: file.witness })],
    ['no key from the first leaf on', (file) => ({ ...file, logKeys: [{ ...file.logKeys[0], from: 1 }] })],
    ['a last key that signs no more', (file) => ({ ...file, logKeys: [{ ...file.logKeys[0], to: 9 }] })],
    [
      'a gap between two keys',
      (file) => ({
        ...file,
        logKeys: [
          { ...file.logKeys[0], to: 3 },
          { ...file.logKeys[0], from: 5 },
        ],
      }),
    ],
    ['another origin', (file) => ({ ...file, origin: `desk/${'0'.repeat(64)}` })],
    ['the seeds exchanged', (file) => ({ ...file, log: file.witness, witness: file.log })],
  ] satisfies [string, (file: ReturnType<typeof read>) => unknown][])('with %s is not used', async (_, change) => {
    await expect(damage(change)).rejects.toThrow(
      expect.objectContaining({ code: expect.stringMatching(/damaged|locked/) }),
    );
  });

  it('asks for no more memory than is sane', async () => {
    const home = newHome();
    await createKeys(home, { passphrase: PASSPHRASE });
    const { keys } = homePaths(home);
    const file = read(keys);
    for (const change of [{ logN: 30 }, { logN: 4 }, { r: 1000 }, { p: 1000 }]) {
      const dataKey = [{ ...file.dataKey[0], ...change }, file.dataKey[1]];
      writeFileSync(keys, JSON.stringify({ ...file, dataKey }));
      await expect(openKeys(home, { passphrase: PASSPHRASE })).rejects.toThrow(coded('home-damaged'));
    }
  });
});

describe('the highest checkpoint signed', () => {
  async function signed(size: number) {
    const home = newHome();
    const { keys } = await createKeys(home, {});
    if (size > 0) keys.raise(checkpointOf(keys, size));
    return { home, keys, path: homePaths(home).highest };
  }

  it('is nothing at first and then only grows', async () => {
    const { home, keys } = await signed(0);
    expect(keys.highest()).toBeNull();
    for (const size of [1, 5, 5]) keys.raise(checkpointOf(keys, size));
    const expected = { size: 5, root: new Uint8Array(32).fill(5) };
    expect(keys.highest()).toEqual(expected);
    expect((await openKeys(home, {})).highest()).toEqual(expected);
  });

  it('is on the disk when `raise` returns', async () => {
    const { path, keys } = await signed(7);
    expect(read(path).size).toBe(7);
    keys.raise(checkpointOf(keys, 8));
    expect(read(path).size).toBe(8);
  });

  it.each([
    ['a smaller log', 4, 4],
    ['another log of the same size', 5, 6],
  ])('refuses to sign or remember %s', async (_, size, fill) => {
    const { keys } = await signed(5);
    const checkpoint = checkpointOf(keys, size, fill);
    expect(() => keys.raise(checkpoint)).toThrow(coded('rolled-back', { signed: 5, found: size }));
    expect(() => signNote(checkpointText(checkpoint), keys.log)).toThrow(coded('rolled-back'));
    expect(keys.highest()?.size).toBe(5);
  });

  it('lets the same checkpoint, larger ones and other notes be signed', async () => {
    const { keys } = await signed(5);
    for (const size of [5, 6]) signNote(checkpointText(checkpointOf(keys, size)), keys.log);
    expect(keys.log.sign(utf8('any other text')).length).toBe(64);
  });

  it('refuses the checkpoint of another log', async () => {
    const { keys } = await signed(0);
    const foreign = { ...checkpointOf(keys, 1), origin: `desk/${'0'.repeat(64)}` };
    expect(() => keys.raise(foreign)).toThrow(coded('internal'));
  });

  it.each([
    ['is gone', (path: string) => rmSync(path)],
    ['is empty', (path: string) => writeFileSync(path, '')],
    ['says less', (path: string) => writeFileSync(path, JSON.stringify({ ...read(path), size: 4 }))],
    [
      'says another root',
      (path: string) => writeFileSync(path, JSON.stringify({ ...read(path), root: `${'A'.repeat(43)}=` })),
    ],
    ['has another seal', (path: string) => writeFileSync(path, JSON.stringify({ ...read(path), mac: 'AAAA' }))],
  ])('is missed when its file %s', async (_, change) => {
    const { home, path } = await signed(5);
    change(path);
    await expect(openKeys(home, {})).rejects.toThrow(coded('home-damaged'));
  });

  it('is missed when its file is that of another home', async () => {
    const [{ home, path }, other] = [await signed(5), await signed(3)];
    copyFileSync(other.path, path);
    await expect(openKeys(home, {})).rejects.toThrow(coded('home-damaged'));
  });
});
