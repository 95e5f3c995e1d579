// Who gets into a desk: a passphrase set and changed, a new recovery code, by whoever has the secret of before.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Desk, type DeskOptions } from '../../core/node/desk/desk.ts';
import { homePaths } from '../../core/node/home/home.ts';
import type { Keychain } from '../../core/node/home/keys.ts';
import { notaryJson } from './support/cli.ts';

let dir: string;
let desk: Desk;
let code: string;

const options = (more: Partial<DeskOptions> = {}): DeskOptions => ({
  home: join(dir, 'home'),
  version: '9.9.9',
  oldRuntime: false,
  program: 'test',
  ...more,
});
const flip = async (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0x5a);
const keychain: Keychain = { available: async () => true, wrap: flip, unwrap: flip };
const holder = { name: 'Blue Sea', creditCode: null, operator: null };
const wrong = expect.objectContaining({ code: 'bad-input', details: { reason: 'wrong-secret' } });

async function make(more: Partial<DeskOptions> = {}): Promise<void> {
  ({ desk, recoveryCode: code } = await Desk.init(options(more), { language: 'en', holder }));
}
/** Whether the home opens by this. */
async function opens(more: Partial<DeskOptions>): Promise<boolean> {
  await desk.close();
  try {
    desk = await Desk.open(options(more));
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'key-locked' });
    return false;
  }
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'access-'));
});
afterEach(async () => {
  await desk.close().catch(() => {});
  rmSync(dir, { recursive: true, force: true });
});

describe('a passphrase', () => {
  it('is set where there was none: the file that anybody of this user could read goes', async () => {
    await make();
    expect(desk.access.ways).toEqual({ ways: ['file', 'recovery'] });
    await expect(desk.access.setPassphrase(null, 'short')).rejects.toMatchObject({
      code: 'bad-input',
      details: { reason: 'passphrase-short' },
    });
    // whoever typed it would be taken to type a recovery code with a slip
    await expect(desk.access.setPassphrase(null, 'every record is sealed at noon 12345')).rejects.toMatchObject({
      code: 'bad-input',
      details: { reason: 'passphrase-like-code' },
    });
    expect(await desk.access.setPassphrase(null, 'correct horse')).toEqual({ ways: ['passphrase', 'recovery'] });
    expect(desk.status().keyProtection).toBe('passphrase');
    expect(existsSync(homePaths(join(dir, 'home')).dataKey)).toBe(false);
    expect(await opens({})).toBe(false);
    expect(await opens({ secret: 'correct horse' })).toBe(true);
  });

  it('is changed by whoever has it, or the recovery code, and by nobody else', async () => {
    await make({ secret: 'correct horse' });
    for (const secret of [null, '', 'wrong horse', 'K7QW3-XN2PL'])
      await expect(desk.access.setPassphrase(secret, 'battery staple')).rejects.toThrow(wrong);
    await desk.access.setPassphrase('correct horse', 'battery staple');
    await desk.access.setPassphrase(code.toLowerCase(), 'paper clip 123');
    for (const [secret, expected] of [
      ['correct horse', false],
      ['battery staple', false],
      ['paper clip 123', true],
      [code, true],
    ] as const)
      expect(await opens({ secret })).toBe(expected);
  });

  it('stands beside the keychain, which goes on opening the desk', async () => {
    await make({ keychain });
    expect(await desk.access.setPassphrase(null, 'correct horse')).toEqual({
      ways: ['keychain', 'passphrase', 'recovery'],
    });
    expect(desk.status().keyProtection).toBe('keychain');
    expect(await opens({ keychain })).toBe(true);
    expect(await opens({ secret: 'correct horse' })).toBe(true);
  });
});

describe('a new recovery code', () => {
  it('opens the desk, and the one from before no longer does', async () => {
    await make({ secret: 'correct horse' });
    await expect(desk.access.renewRecoveryCode(null)).rejects.toThrow(wrong);
    const { recoveryCode } = await desk.access.renewRecoveryCode(code);
    expect(recoveryCode).not.toBe(code);
    expect(await opens({ secret: code })).toBe(false);
    expect(await opens({ secret: recoveryCode })).toBe(true);
  });
});

describe('on the command line', () => {
  type Answer = { error?: { code: string }; ways?: string[]; recoveryCode?: string };
  const call = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    notaryJson<Answer>(['--home', join(dir, 'home'), ...args], { env });

  it('passphrase and recovery-code ask for nothing that could stand in a history', async () => {
    await make();
    await desk.close();
    expect((await call(['passphrase', 'correct horse'])).code).toBe(64);
    expect((await call(['passphrase'])).code).toBe(64);
    const set = await call(['passphrase'], { NOTARY_NEW_PASSPHRASE: 'correct horse' });
    expect([set.code, set.json.ways]).toEqual([0, ['passphrase', 'recovery']]);
    const locked = await call(['recovery-code'], { NOTARY_PASSPHRASE: 'wrong horse' });
    expect([locked.code, locked.json.error?.code]).toEqual([70, 'key-locked']);
    const renewed = await call(['recovery-code'], { NOTARY_PASSPHRASE: 'correct horse' });
    expect(renewed.json.recoveryCode?.length).toBe(35);
    const old = await call(['passphrase'], { NOTARY_PASSPHRASE: code, NOTARY_NEW_PASSPHRASE: 'battery staple' });
    expect([old.code, old.json.error?.code]).toEqual([70, 'key-locked']);
    const next = { NOTARY_PASSPHRASE: renewed.json.recoveryCode ?? '', NOTARY_NEW_PASSPHRASE: 'battery staple' };
    expect((await call(['passphrase'], next)).code).toBe(0);
    expect(await opens({ secret: 'battery staple' })).toBe(true);
  });

  it('erase asks first: --yes answers where nobody can', async () => {
    await make();
    await desk.close();
    const sample = join(import.meta.dirname, '../../core/node/cli/samples/contract.pdf');
    await call(['add', sample, '--title', 'Zwiebelfisch']);
    await call(['seal']);
    const { json } = await notaryJson<{ records: { id: string }[] }>(['--home', join(dir, 'home'), 'list']);
    const id = json.records[0]?.id ?? '';
    expect((await call(['erase'])).code).toBe(64);
    const asked = await call(['erase', id]);
    expect([asked.code, asked.json.error?.code]).toEqual([64, 'usage']);
    const unknown = await call(['erase', '01900000-0000-7000-8000-000000000000', '--yes']);
    expect([unknown.code, unknown.json.error?.code]).toEqual([70, 'not-found']);
    const done = await call(['erase', id, '--yes']);
    expect([done.code, done.json]).toMatchObject([0, { erased: 1, left: { originals: [sample] } }]);
    expect(done.err).toMatch(/cannot be undone[\s\S]*Kept: [\s\S]*delete them yourself/);
    const twice = await call(['erase', id, '--yes']);
    expect([twice.code, twice.json.error?.code]).toEqual([70, 'wrong-state']);
    const certify = await call(['certify', id, '--out', join(dir, 'out')]);
    expect([certify.code, certify.err]).toEqual([70, expect.stringContaining('were erased')]);
  });
});
