/** `notary member witness` as an administrator uses it, each command in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { witnessKey } from '../../../core/anchors/jdchain/lines.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { bundleCheckCode } from '../../../core/formats/check-code.ts';
import { parseNote, parseVerifierKey } from '../../../core/formats/note.ts';
import { type TrustBundle, trustBundleBytes, trustFingerprint } from '../../../core/formats/trust.ts';
import { onlyKey } from '../../../core/formats/trusted.ts';
import { OBSERVE, OBSERVE_TYPE, type ObserveRequest, statedLine } from '../../../core/node/jdchain/witness-protocol.ts';
import { FakeJdNetwork } from '../../fakes/jdchain/network.ts';
import { TestLog } from '../../member/support/consortium.ts';
import { type CallOptions, notary, notaryJson, scratch } from '../../node/support/cli.ts';
import { said } from './support/member.ts';
import { register, write } from './support/on-network.ts';
import { bodyOf, noteOf, USER_KEY } from './support/own-node.ts';

const SCRIPT = join(import.meta.dirname, '../../../scripts/notary.ts');
const root = scratch('member-witness-command-');
const log = new TestLog(250).grow(3);
let network: FakeJdNetwork;
let asked: ObserveRequest;

beforeAll(async () => {
  network = await FakeJdNetwork.start();
  await register(network);
  ({ asked } = await write(network, log));
});
afterAll(() => network.stop());

/** The trust bundle that a desk exports of itself, in a file, and its check code. */
function bundleFile(): { readonly path: string; readonly code: string } {
  const keys = onlyKey(parseVerifierKey(log.vkey, nobleCrypto));
  const logs = [{ origin: log.origin, controller: log.origin, organisation: 'Trading Ltd', keys }];
  const bundle: TrustBundle = {
    v: 1,
    name: 'Trading Ltd',
    logs,
    witnesses: [],
    chains: [],
    policy: { witnesses: 0, chains: 0 },
  };
  const bytes = trustBundleBytes(bundle);
  const path = join(root, 'desk.trust.json');
  writeFileSync(path, bytes);
  return { path, code: bundleCheckCode(bundle, trustFingerprint(bytes, nobleCrypto), nobleCrypto) };
}

interface Serving {
  readonly url: string;
  readonly child: ChildProcess;
  said: string;
}

function serve(dir: string, env: CallOptions['env'] = {}): Promise<Serving> {
  const args = [
    'member',
    'witness',
    '--chain',
    'jdchain',
    '--dir',
    dir,
    '--listen',
    '127.0.0.1:0',
    '--json',
    '--lang',
    'en',
  ];
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let out = '';
  let told = '';
  return new Promise((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the witness ended (${code}): ${told}`)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (!out.endsWith('}\n')) return;
      const { address } = JSON.parse(out) as { address: string };
      resolve({
        url: address,
        child,
        get said() {
          return told;
        },
      } as Serving);
    });
  });
}

async function end({ child }: Serving, signal: NodeJS.Signals): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(signal);
  return ended;
}

async function ask(url: string, body: Uint8Array) {
  const answer = await fetch(`${url}/${OBSERVE}`, {
    method: 'POST',
    headers: { 'content-type': OBSERVE_TYPE },
    body: Buffer.from(body),
  });
  return { status: answer.status, body: new Uint8Array(await answer.arrayBuffer()) };
}

const init = (dir: string, more: readonly string[] = [], options: CallOptions = {}) =>
  notaryJson<{ vkey: string; sealed: boolean }>(
    [
      ...['member', 'witness', 'init', '--chain', 'jdchain', '--dir', dir, '--ledger', toBase58(network.ledger)],
      ...['--organisation', 'Court', '--name', 'court.example', '--peer', network.peers[0]?.url ?? '', ...more],
    ],
    options,
  );

describe.each([
  ['ed25519', 4],
  ['sm2', 0xff],
])('a witness with a key for %s', (algorithm, type) => {
  const dir = join(root, algorithm);
  const secret = { env: { NOTARY_PASSPHRASE: 'a passphrase of tests' } };
  let vkey = '';

  it('is made with a key that its passphrase seals', async () => {
    const { code, json, err } = await init(dir, ['--algorithm', algorithm], secret);
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });
    expect(json.sealed).toBe(true);
    vkey = json.vkey;
    expect(witnessKey(vkey, nobleCrypto)).toMatchObject({ name: 'court.example', type });
    expect((await init(dir, [], secret)).code).not.toBe(0);
    const locked = await notary(['member', 'witness', '--chain', 'jdchain', '--dir', dir, '--listen', '127.0.0.1:0']);
    expect(locked.code).not.toBe(0);
    expect(locked.err).toMatch(/locked/i);
  });

  it('accepts a log once the check code of its bundle was compared', async () => {
    const { path, code } = bundleFile();
    const accept = (...more: readonly string[]) =>
      notary(['member', 'witness', 'accept', path, '--dir', dir, '--user', toBase58(USER_KEY), ...more]);
    expect((await accept()).code).toBe(64);
    expect((await accept('--fingerprint', '00000 00000 00000 00000 00000')).code).not.toBe(0);
    expect(
      (await notary(['member', 'witness', 'accept', path, '--dir', dir, '--user', 'x', '--fingerprint', code])).code,
    ).toBe(64);
    expect(existsSync(join(dir, 'logs.json'))).toBe(false);
    expect((await accept('--fingerprint', code)).code).toBe(0);
  });

  it('states over HTTP, is killed, and remembers', async () => {
    const first = await serve(dir, secret.env);
    const key = witnessKey(vkey, nobleCrypto);
    const answer = await ask(first.url, bodyOf(asked));
    const { text } = parseNote(answer.body);
    statedLine(answer.body, text, key, nobleCrypto);
    expect(text).toContain(`tx ${toBase58(asked.transaction)} SUCCESS\n`);
    expect(first.said).toContain('is at block');
    await end(first, 'SIGKILL');
    const again = await serve(dir, secret.env);
    const fork = new TestLog(250).grow(2).grow(1, 'other');
    expect(said(await ask(again.url, bodyOf(asked, { note: noteOf(fork) })))).toBe('log-fork');
    expect(said(await ask(again.url, new Uint8Array(3)))).toBe('malformed');
    expect((await fetch(`${again.url}/${OBSERVE}`)).status).toBe(405);
    const second = await notary(
      ['member', 'witness', '--chain', 'jdchain', '--dir', dir, '--listen', '127.0.0.1:0'],
      secret,
    );
    expect(second.code).not.toBe(0);
    expect(await end(again, 'SIGINT')).toBe(0);
  });

  it('shows what it is, what it stated, and the proof of the fork', async () => {
    const { code, json } = await notaryJson<{ vkey: string; logs: readonly { size: number; fork: string }[] }>([
      'member',
      'witness',
      'show',
      '--dir',
      dir,
    ]);
    expect(code).toBe(0);
    expect(json.vkey).toBe(vkey);
    expect(json.logs).toMatchObject([{ origin: log.origin, organisation: 'Trading Ltd', size: 3 }]);
    expect(existsSync(json.logs[0]?.fork ?? '')).toBe(true);
    const words = await notary(['member', 'witness', 'show', '--dir', dir, '--lang', 'zh']);
    expect(words.out).toContain('两份历史');
  });

  it('writes the file for bundles and connection files, for addresses that others can use', async () => {
    const out = join(root, `${algorithm}.json`);
    const written = (url: string) =>
      notaryJson<{ code: string }>(['member', 'witness', 'file', '--dir', dir, '--url', url, '--out', out]);
    expect((await written('http://court.example:8788')).code).not.toBe(0);
    expect(existsSync(out)).toBe(false);
    const { code, json } = await written('https://court.example:8788/');
    expect(code).toBe(0);
    expect(json.code).toMatch(/^\d{5}( \d{5}){4}$/);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({
      v: 1,
      kind: 'jdchain-witness',
      organisation: 'Court',
      ledger: toBase58(network.ledger),
      url: 'https://court.example:8788',
      ca: null,
      vkey,
    });
  });

  it('does not start without its memory', async () => {
    const memory = join(dir, 'memory');
    expect(readdirSync(memory)).toContain('id');
    rmSync(memory, { recursive: true });
    const lost = await notary(
      ['member', 'witness', '--chain', 'jdchain', '--dir', dir, '--listen', '127.0.0.1:0'],
      secret,
    );
    expect(lost.code).not.toBe(0);
    expect(lost.err).toContain('older copy');
    expect(existsSync(memory)).toBe(false);
  });
});

it.each<readonly [string, readonly string[]]>([
  ['another chain', ['member', 'witness', '--chain', 'fabric', '--dir', root]],
  ['no chain', ['member', 'witness', '--dir', root]],
  ['no folder', ['member', 'witness', '--chain', 'jdchain']],
  ['something unknown', ['member', 'witness', 'dance', '--dir', root]],
  ['plain HTTP for others', ['member', 'witness', '--chain', 'jdchain', '--dir', root, '--listen', '0.0.0.0:1']],
  ['no ledger', ['member', 'witness', 'init', '--chain', 'jdchain', '--dir', join(root, 'none'), '--ledger', 'x']],
])('the command line refuses %s', async (_, args) => {
  expect((await notary(args)).code).toBe(64);
});
