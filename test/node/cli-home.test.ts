import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../../core/node/desk/desk.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';

const dir = scratch('cli-home-');
const home = join(dir, 'home');
const file = join(dir, 'a.txt');
const options = { home, version: '1.0.0', oldRuntime: false, program: 'window' };
const holder = { name: 'Holder', creditCode: null, operator: null };
let desk: Desk;
let id = '';

beforeAll(async () => {
  writeFileSync(file, 'a');
  ({ desk } = await Desk.init(options, { language: 'en', holder }));
  const items = await desk.intake({ paths: [file], again: false }).done;
  id = items[0]?.recordId ?? '';
});
afterAll(() => desk.close());

type Failure = { error: { code: string; details: Record<string, unknown> } };
const call = <T>(...args: string[]) => notaryJson<T>(['--home', home, ...args], { cwd: dir });

describe('while the window works in the home', () => {
  it.each([['list'], ['status'], ['trust list'], ['verify a.txt']])('%s still answers', async (command) => {
    const { code } = await call(...command.split(' '));
    expect(code).toBe(command.startsWith('verify') ? 23 : 0);
  });

  it('show sees what the window has just recorded', async () => {
    const { json } = await call<{ facts: { fileName: string } }>('show', id);
    expect(json.facts.fileName).toBe('a.txt');
  });

  it.each([['add a.txt'], ['seal'], ['trust add a.txt'], ['certify --all --out out'], ['withdraw x']])(
    '%s is refused and says who has it',
    async (command) => {
      const { code, json, err } = await call<Failure>(...command.split(' '));
      expect([code, json.error.code]).toEqual([70, 'home-locked']);
      expect(json.error.details).toMatchObject({ program: 'window', pid: process.pid });
      expect(err.length).toBeGreaterThan(10);
    },
  );
});

describe('a home with a passphrase', () => {
  const locked = join(dir, 'locked');
  const args = (...more: string[]) => ['--home', locked, '--json', ...more];

  it('opens with NOTARY_PASSPHRASE or the recovery code, and asks nobody where nobody is', async () => {
    const short = await notary(args('init', '--holder', 'H'), { env: { NOTARY_PASSPHRASE: 'short' } });
    expect([short.code, (JSON.parse(short.out) as Failure).error.code]).toEqual([70, 'bad-input']);
    const init = await notary(args('init', '--holder', 'H'), { env: { NOTARY_PASSPHRASE: 'correct horse' } });
    const { keyProtection, recoveryCode } = JSON.parse(init.out) as Record<string, string>;
    expect([init.code, keyProtection]).toEqual([0, 'passphrase']);
    const none = await notary(args('seal'));
    expect([none.code, (JSON.parse(none.out) as Failure).error.code]).toEqual([70, 'key-locked']);
    for (const secret of ['correct horse', recoveryCode ?? ''])
      expect((await notary(args('seal'), { env: { NOTARY_PASSPHRASE: secret } })).code).toBe(0);
    const status = await notary(args('status'));
    expect([status.code, JSON.parse(status.out)]).toEqual([0, expect.objectContaining({ locked: true })]);
    const told = await notary(['--home', locked, '--lang', 'en', 'status']);
    expect(told.out).toContain('The keys are locked by your passphrase');
  });
});
