/** Secrets of a home that are not the log's: sealed under the data key, read by nobody else. */
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../core/formats/bytes.ts';
import { homePaths } from '../../core/node/home/home.ts';
import { SECRET_LIMITS } from '../../core/node/home/keys/secrets.ts';
import { createKeys, openKeys } from '../../core/node/home/keys.ts';
import { testFolder } from './support/folder.ts';

const coded = (code: string) => expect.objectContaining({ code });
const PASSPHRASE = '一个足够长的口令';
const newHome = () => join(testFolder(), 'home');
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

describe('secrets that are not the log’s', () => {
  const token = utf8('token of a client, 令牌');

  it('are written, read, listed by name and deleted', async () => {
    const home = newHome();
    const { keys } = await createKeys(home, {});
    expect([keys.secrets.names(), keys.secrets.read('none')]).toEqual([[], null]);
    keys.secrets.write('tsa:b', token);
    keys.secrets.write('fabric:a', Uint8Array.of(0, 255));
    keys.secrets.write('tsa:b', utf8('a newer one'));
    const { secrets } = await openKeys(home, {});
    expect(secrets.names()).toEqual(['fabric:a', 'tsa:b']);
    expect(secrets.read('tsa:b')).toEqual(utf8('a newer one'));
    expect(secrets.read('fabric:a')).toEqual(Uint8Array.of(0, 255));
    expect([secrets.delete('tsa:b'), secrets.delete('tsa:b'), secrets.names()]).toEqual([true, false, ['fabric:a']]);
    expect(keys.secrets.read('tsa:b')).toBeNull();
  });

  it('survive another passphrase and another recovery code', async () => {
    const home = newHome();
    const { keys } = await createKeys(home, { passphrase: PASSPHRASE });
    keys.secrets.write('tsa', token);
    await keys.protect({ passphrase: `${PASSPHRASE} 2` });
    const recoveryCode = keys.renewRecoveryCode();
    for (const secrets of [{ passphrase: `${PASSPHRASE} 2` }, { recoveryCode }])
      expect((await openKeys(home, secrets)).secrets.read('tsa')).toEqual(token);
  });

  it('lie nowhere in clear, in a file that only its owner can read', async () => {
    const home = newHome();
    const { keys } = await createKeys(home, { passphrase: PASSPHRASE });
    keys.secrets.write('tsa', token);
    keys.secrets.write('other', utf8('token of another'));
    keys.secrets.delete('other');
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map(({ name }) => name)).toContain('secrets.json');
    for (const { parentPath, name } of files) {
      const bytes = readFileSync(join(parentPath, name));
      for (const clear of ['token of', Buffer.from('token of').toString('base64').slice(0, 10), '746f6b656e206f66'])
        expect([name, bytes.includes(clear)]).toEqual([name, false]);
    }
    const isPrivate = (statSync(homePaths(home).secrets).mode & 0o077) === 0;
    expect(isPrivate || process.platform === 'win32').toBe(true);
  });

  it('do not open in another home, under another name, or changed', async () => {
    const [home, other] = [newHome(), newHome()];
    const { keys } = await createKeys(home, {});
    await createKeys(other, {});
    keys.secrets.write('tsa', token);
    const path = homePaths(home).secrets;
    const file = read(path);
    copyFileSync(path, homePaths(other).secrets);
    const foreign = (await openKeys(other, {})).secrets;
    expect(foreign.names()).toEqual(['tsa']);
    expect(() => foreign.read('tsa')).toThrow(coded('home-damaged'));
    const [secret] = file.secrets;
    const flipped = `${secret.sealed[0] === 'A' ? 'B' : 'A'}${secret.sealed.slice(1)}`;
    for (const changed of [{ name: 'tsb' }, { sealed: flipped }, { sealed: 'AAAA' }, { sealed: '*' }]) {
      writeFileSync(path, JSON.stringify({ ...file, secrets: [{ ...secret, ...changed }] }));
      expect(() => keys.secrets.read(keys.secrets.names()[0] ?? '')).toThrow(coded('home-damaged'));
    }
  });

  it('are bounded, and a damaged or newer file is never written over', async () => {
    const home = newHome();
    const { keys } = await createKeys(home, {});
    for (const name of ['', 'a b', '../x', 'é', 'x'.repeat(129)])
      expect(() => keys.secrets.write(name, token)).toThrow(coded('bad-input'));
    for (const length of [0, SECRET_LIMITS.bytes + 1])
      expect(() => keys.secrets.write('long', new Uint8Array(length))).toThrow(coded('too-large'));
    const longest = new Uint8Array(SECRET_LIMITS.bytes).fill(7);
    keys.secrets.write('long', longest);
    expect(keys.secrets.read('long')).toEqual(longest);
    const path = homePaths(home).secrets;
    const cases = [
      ['{', 'home-damaged'],
      ['{"v":1,"secrets":[{"name":"a","sealed":"AA=="},{"name":"a","sealed":"AA=="}]}', 'home-damaged'],
      ['{"v":2,"entries":[]}', 'home-newer'],
    ] as const;
    for (const [text, code] of cases) {
      writeFileSync(path, text);
      expect(() => keys.secrets.write('tsa', token)).toThrow(coded(code));
      expect(() => keys.secrets.delete('tsa')).toThrow(coded(code));
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });
});
