/** The administrator's commands that need no network: keys, genesis, decisions that go from hand to hand. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ed25519PublicKey, nobleCrypto } from '../../core/crypto.ts';
import type { NotaryError } from '../../core/errors.ts';
import { fromHex } from '../../core/formats/bytes.ts';
import { canonicalBytes } from '../../core/formats/canonical.ts';
import { main } from '../../core/node/cli/main.ts';
import { usageText } from '../../core/node/cli/texts/usage.ts';
import { parseRegistrationRequest, registrationRequestBytes } from '../../core/node/cometbft/registration-request.ts';
import { memberCommand } from '../../core/node/member/cli.ts';
import {
  decisionFileBytes,
  decisionTransaction,
  mergeDecisionFiles,
  newDecisionFile,
  parseDecisionFile,
  signDecisionFile,
} from '../../core/node/member/decision-file.ts';
import { memberPaths, readGovernanceSeed, readPublicMember } from '../../core/node/member/folder.ts';
import { genesisState } from '../../core/node/member/genesis.ts';
import { apply } from '../../core/node/member/machine.ts';
import { namesOf } from '../../core/node/member/proposals.ts';
import { draftOf } from '../../core/node/member/state.ts';
import type { ChainDescription } from '../../core/node/member/trust-export.ts';
import { member, newState, TestLog } from './support/consortium.ts';

let folder: string;
const dirs = () => ['a', 'b', 'c', 'd'].map((name) => join(folder, name));
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'member-cli-'));
  for (const [i, dir] of dirs().entries())
    await memberCommand(['init', '--dir', dir, '--organisation', `Organisation ${i}`]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('init', () => {
  test('makes keys that only their owner can read, once', async () => {
    const [dir = ''] = dirs();
    const paths = memberPaths(dir);
    for (const file of [paths.governance, paths.nodeKey, paths.validatorKey])
      expect(statSync(file).mode & 0o077).toBe(0);
    const { governance } = readPublicMember(dir);
    expect(ed25519PublicKey(readGovernanceSeed(paths.governance))).toEqual(fromHex(governance));
    await expect(memberCommand(['init', '--dir', dir, '--organisation', 'x'])).rejects.toMatchObject({
      code: 'home-exists',
    });
  });

  test('makes the same genesis for every member, in whatever order the files come', async () => {
    const files = dirs().map((dir) => memberPaths(dir).public);
    const common = ['--chain', 'notary-1', '--time', '2026-11-24T00:00:00Z'];
    const digests = [];
    for (const [i, dir] of dirs().entries()) {
      const turned = [...files.slice(i), ...files.slice(0, i)];
      const { value } = await memberCommand([
        'init',
        '--dir',
        dir,
        ...common,
        '--peer',
        `${'0'.repeat(40)}@10.0.0.1:26656`,
        ...turned,
      ]);
      digests.push((value as { digest: string }).digest);
    }
    expect(new Set(digests).size).toBe(1);
    const [dir = ''] = dirs();
    const genesis = JSON.parse(readFileSync(memberPaths(dir).genesis, 'utf8'));
    const validators = genesis.validators.map((one: { pub_key: { value: string }; power: string }) => ({
      key: new Uint8Array(Buffer.from(one.pub_key.value, 'base64')),
      power: Number(one.power),
    }));
    const state = new TextEncoder().encode(JSON.stringify(genesis.app_state));
    expect(genesisState({ chain: genesis.chain_id, state, validators, initialHeight: 1 }, nobleCrypto).height).toBe(0);
    expect(readFileSync(memberPaths(dir).config, 'utf8')).toContain('create_empty_blocks = false');
  });

  test('makes the same genesis for a member that joins later, and says that it is none of the first', async () => {
    const [a = '', b = ''] = dirs();
    const common = ['--chain', 'notary-1', '--time', '2026-11-24T00:00:00Z', memberPaths(b).public];
    const first = await memberCommand(['init', '--dir', b, ...common]);
    const later = await memberCommand(['init', '--dir', a, ...common]);
    const [one, two] = [first.value, later.value] as { digest: string; first: boolean }[];
    expect([one?.first, two?.first, two?.digest === one?.digest]).toEqual([true, false, true]);
    expect(later.lines.join(' ')).toContain('not among the first members');
  });

  test.each([
    [['init', '--organisation', 'x'], '“member init” needs --dir.', '“member init”需要 --dir。'],
    [['dance'], 'Usage: notary member init', '用法：notary member init'],
    [[], 'Usage: notary member init', '用法：notary member init'],
    [['init', '--colour'], 'Unknown option --colour.', '没有选项 --colour。'],
    [['init', '--dir'], '--dir needs a value.', '--dir 之后需要填写内容。'],
    [['status'], 'needs --rpc URL.', '需要 --rpc URL。'],
    [['sign'], '“member sign” needs FILE.', '“member sign”需要 FILE。'],
    [['submit'], '“member submit” needs FILE.', '“member submit”需要 FILE。'],
    [['propose', 'dance'], 'Usage: notary member propose register-log', '用法：notary member propose register-log'],
    [['propose', 'rotate-log-key', 'ORIGIN'], '“member propose” needs VKEY.', '“member propose”需要 VKEY。'],
    [['propose', 'rotate-member-key', 'A', 'x', 'k'], 'ROLE must be one of', 'ROLE 只能是其中之一'],
  ])('says in both languages what is wrong with %j', async (args, inEnglish, inChinese) => {
    const refused: NotaryError = await memberCommand(args).then(
      () => expect.fail('it was understood'),
      (error) => error,
    );
    expect(refused.code).toBe('usage');
    expect(usageText('en', refused.details)).toContain(inEnglish);
    expect(usageText('zh', refused.details)).toContain(inChinese);
  });

  test('takes the options of every command, and says what it can', async () => {
    const [dir = ''] = dirs();
    const printed: string[] = [];
    const print = (text: string) => void printed.push(text);
    const terminal = { out: print, err: print, showsProgress: false };
    const code = await main(['member', '--lang', 'zh', 'init', '--dir', dir], terminal);
    expect(code).toBe(64);
    expect(printed.join('')).toContain('“member init”需要 --organisation。');
  });

  test('says what it has done in both languages', async () => {
    const dir = join(folder, 'zh');
    const made = await memberCommand(['init', '--dir', dir, '--organisation', '华东银行'], 'zh');
    const common = ['--chain', 'notary-1', '--time', '2026-11-24T00:00:00Z', memberPaths(dir).public];
    const genesis = await memberCommand(['init', '--dir', dir, ...common], 'zh');
    expect(made.lines.join('\n')).toMatch(/已生成 华东银行 的密钥.*\n.*governance\.key 签署/);
    expect(genesis.lines.join('\n')).toMatch(/已写入.*\n各成员的创世文件必须相同/);
    const english = await memberCommand(['init', '--dir', dir, ...common], 'en');
    expect(english.lines.join('\n')).toMatch(/Wrote .*\nEvery member must have the same genesis/);
    const printed: string[] = [];
    const print = (text: string) => void printed.push(text);
    const terminal = { out: print, err: print, showsProgress: false };
    expect(await main(['member', '--lang', 'zh', 'init', '--dir', dir, ...common], terminal)).toBe(0);
    expect(printed.join('')).toContain('各成员的创世文件必须相同');
  });

  test('takes no name that is not what it looks like', async () => {
    const dir = join(folder, 'unclear');
    for (const name of ['Aster\u200bBank', 'Aster\u00a0Bank', 'Aster\u202eBank'])
      await expect(memberCommand(['init', '--dir', dir, '--organisation', name])).rejects.toMatchObject({
        code: 'bad-input',
        details: { reason: 'unclear-name' },
      });
  });

  test('makes no genesis of members that are one voice under two names, and says both', async () => {
    const [first = '', second = ''] = dirs();
    const make = (controller: string) => {
      const file = join(folder, 'other-member.json');
      const { controller: known, ...rest } = readPublicMember(second);
      expect(known).toBe('Organisation 1');
      writeFileSync(file, canonicalBytes({ ...rest, controller }));
      const rest4 = ['--chain', 'notary-1', '--time', '2026-11-24T00:00:00Z', memberPaths(first).public, file];
      return memberCommand(['init', '--dir', first, ...rest4]);
    };
    await expect(make('0rganisation 0')).rejects.toMatchObject({
      code: 'bad-input',
      details: { reason: 'one-voice', names: 'Organisation 0 · 0rganisation 0' },
    });
    await expect(make('Organisation\u00a01')).rejects.toMatchObject({ details: { reason: 'unclear-name' } });
    const made = await make('Organisatlon 0');
    expect(made.value).toMatchObject({ members: ['Organisation 0', 'Organisation 1'] });
    expect(made.remarks).toEqual([expect.stringContaining('look alike')]);
  });

  test('says where there is no member', async () => {
    await expect(memberCommand(['start', '--dir', join(folder, 'nowhere')])).rejects.toMatchObject({ code: 'no-home' });
  });
});

describe('a decision', () => {
  const FOUR = [1, 2, 3, 4].map((number) => member(number));
  const decision = {
    v: 1,
    chain: 'test-1',
    number: 1,
    action: { do: 'add-member', member: member(5).member },
  } as const;

  test('is signed by one after the other, or apart and merged, and then accepted', async () => {
    const file = join(folder, 'decision.json');
    writeFileSync(file, decisionFileBytes(newDecisionFile(decision)));
    for (const [i, { governance }] of FOUR.slice(0, 3).entries()) {
      const key = join(folder, `governance-${i}.key`);
      writeFileSync(key, `${Buffer.from(governance).toString('hex')}\n`);
      const { value } = await memberCommand(['sign', '--key', key, file]);
      expect(value).toMatchObject({ signatures: i + 1 });
    }
    const signed = parseDecisionFile(readFileSync(file), nobleCrypto);
    expect(apply(draftOf(newState(FOUR)), decisionTransaction(signed), nobleCrypto).code).toBe('ok');
    const apart = FOUR.slice(0, 3).map(({ governance }) => signDecisionFile(newDecisionFile(decision), governance));
    const [first = newDecisionFile(decision), ...others] = apart;
    expect(mergeDecisionFiles(first, ...others)).toEqual(signed);
    expect(() => mergeDecisionFiles(first, newDecisionFile({ ...decision, number: 2 }))).toThrow(/different/);
  });

  const known = {
    members: FOUR.map((one) => one.member),
    logs: [['origin', { organisation: 'Aster Bank', controller: 'aster', keys: [], retired: null }]],
  } as unknown as Pick<ChainDescription, 'members' | 'logs'>;
  const registering = (organisation: string, controller: string) =>
    namesOf({ do: 'register-log', vkey: '', organisation, controller }, known);

  test.each([
    ['Harbour Trading', 'harbour', [], []],
    ['Aster Bank', 'aster', [], []], // a second desk of the same
    ['Aster 8ank', 'a8ter', [], []],
    ['Aster\u2010Bank', 'aster-2', ['Aster'], []],
    ['\u0410ster Bank', 'aster-3', ['Aster Bank'], ['\\u{410}']],
    ['Aster Bank', 'somebody', ['Aster Bank'], []], // one organisation under two controllers
  ] as const)(
    'that names %j (%j) is warned of where it looks like another',
    (organisation, controller, alike, mixed) => {
      const warnings = registering(organisation, controller);
      for (const name of alike) expect(JSON.stringify(warnings.alike)).toContain(name);
      expect(warnings.alike.length > 0).toBe(alike.length > 0);
      for (const char of mixed) expect(warnings.mixed.join(' ')).toContain(char);
      expect(warnings.mixed.length > 0).toBe(mixed.length > 0);
    },
  );

  test.each(['\u0430ster', 'Aster', 'as-ter', '\u00e1ster', 'aSTER'])(
    'is refused for a controller that is one voice with one that is known, and not written like it: %s',
    (controller) => {
      const refusal = {
        code: 'bad-input',
        details: { reason: 'one-voice', names: expect.stringContaining(' · aster') },
      };
      expect(() => registering('Fifth Company', controller)).toThrow(expect.objectContaining(refusal));
      const joining = { do: 'add-member', member: { ...member(5).member, controller } } as const;
      expect(() => namesOf(joining, known)).toThrow(expect.objectContaining(refusal));
    },
  );

  test('is refused for names with characters that cannot be seen, before anything is written', () => {
    const refusal = expect.objectContaining({ code: 'bad-input' });
    expect(() => registering('Aster\u200bBank', 'x')).toThrow(refusal);
    expect(() => registering('Aster Bank', 'ast\u00ader')).toThrow(refusal);
    const joining = { do: 'add-member', member: { ...member(5).member, organisation: 'Fif\ufeffth' } } as const;
    expect(() => namesOf(joining, known)).toThrow(refusal);
    expect(namesOf({ do: 'retire-log', origin: 'x' }, known)).toEqual({ alike: [], mixed: [], unread: false });
  });

  test('with a signature that does not hold is refused when it is read', () => {
    const signed = signDecisionFile(newDecisionFile(decision), new Uint8Array(32).fill(101));
    const changed = { ...signed, decision: { ...decision, number: 2 } };
    expect(() => parseDecisionFile(decisionFileBytes(changed), nobleCrypto)).toThrow(/does not hold/);
  });
});

test('a desk’s request for registration is read back, and only with its first key', () => {
  const log = new TestLog(200);
  const request = { v: 1, vkey: log.vkey, organisation: 'Holder Ltd', controller: log.origin } as const;
  expect(parseRegistrationRequest(registrationRequestBytes(request), nobleCrypto)).toEqual(request);
  const later = { ...request, vkey: log.vkeyOf(new Uint8Array(32).fill(9)) };
  expect(() => parseRegistrationRequest(registrationRequestBytes(later), nobleCrypto)).toThrow(/first key/);
});
