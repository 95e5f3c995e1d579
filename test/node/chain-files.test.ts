/** Adding connections on the command line: what is open is listed, answered and tried; secrets lie nowhere in clear. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { anchorKinds } from '../../core/anchors/kind.ts';
import { fromUtf8, utf8 } from '../../core/formats/bytes.ts';
import type { ForeignImport } from '../../core/node/connectors/foreign/import.ts';
import { textIn } from '../../core/node/connectors/foreign/import.ts';
import { CONNECTION_KINDS } from '../../core/node/connectors/index.ts';
import { connectionKinds, type Secrets } from '../../core/node/connectors/kind.ts';
import { Desk } from '../../core/node/desk/desk.ts';
import { KINDS } from '../../core/node/desk/kinds.ts';
import { writeConsortium } from '../consortium/support/consortium-file.ts';
import { fakeNode } from '../consortium/support/node.ts';
import { witnessSigner } from '../core/support/keys.ts';
import { stampVerifier } from '../kinds/stamp/anchor.ts';
import { Authority, authorityFile, stampConnections } from '../kinds/stamp/connection.ts';
import { notary, notaryJson, scratch } from './support/cli.ts';

const dir = scratch('chain-files-');
const home = join(dir, 'home');
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});
const cli = (...args: string[]) => notary([...args, '--home', home, '--lang', 'en']);
const json = <T>(...args: string[]) => notaryJson<T>([...args, '--home', home]);
const key = join(dir, 'anything.txt');
writeFileSync(key, `${witnessSigner('w', 'w.example').key.text}\n`);

interface Plan {
  readonly plan: { readonly state: string; readonly missing: readonly string[]; readonly faults: object };
}

describe('the key of a witness', () => {
  it('is recognised, and what is missing is listed with how to answer', async () => {
    await cli('init', '--holder', 'Blue Sea');
    const { code, out } = await cli('chain', 'add', key);
    expect(code).toBe(64);
    expect(out).toMatch(
      /Recognised: witness\n.*the key of a witness\n[\s\S]*url: Address[\s\S]*organisation:[\s\S]*--answer/,
    );
    expect((await json<Plan>('chain', 'add', key)).json.plan).toMatchObject({
      state: 'asking',
      missing: ['url', 'organisation'],
    });
    expect((await json<{ chains: unknown[] }>('chain', 'list')).json.chains).toEqual([]);
  });

  it('says what is wrong with an answer', async () => {
    const { code, out } = await cli(
      'chain',
      'add',
      key,
      '--answer',
      'url=http://w.example',
      '--answer',
      'organisation=W',
    );
    expect([code, out]).toEqual([64, expect.stringContaining('this machine only')]);
    expect((await cli('chain', 'add', key, '--answer', 'url')).code).toBe(64);
  });

  it('is tried before it is added, and each step is told', async () => {
    const answers = ['--answer', 'url=http://127.0.0.1:9', '--answer', 'organisation=W'];
    const { code, out } = await cli('chain', 'test', key, ...answers);
    expect(code).toBe(70);
    expect(out).toMatch(/✕ the address can be reached: Nothing answers at this port[^\n]*\n {2}– TLS/);
    expect((await json<{ chains: unknown[] }>('chain', 'list')).json.chains).toEqual([]);
  });

  it('is added once nothing is open', async () => {
    const organisation = join(dir, 'organisation.txt');
    writeFileSync(organisation, 'Witness Ltd\n');
    const answers = ['--answer', 'url=https://w.example', '--answer-file', `organisation=${organisation}`];
    const { code, out } = await cli('chain', 'add', key, ...answers);
    expect([code, out]).toEqual([0, expect.stringContaining('Witness Ltd  https://w.example')]);
  });

  it('what nobody takes is said, with what it looks like and what would be taken', async () => {
    const path = join(dir, 'key.pem');
    writeFileSync(path, '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n');
    const { code, out } = await cli('chain', 'add', path);
    expect([code, out]).toEqual([
      64,
      expect.stringMatching(/key\.pem: a private key[\s\S]*Taken are:[\s\S]*verifier key/),
    ]);
  });
});

describe('a consortium', () => {
  const tried = async (belief: Parameters<typeof fakeNode>[0], away = 0) => {
    const nodes = await Promise.all(Array.from({ length: 4 }, () => fakeNode({ tells: true, ...belief })));
    ends.push(() => Promise.all(nodes.map((node) => node.end())));
    for (const node of nodes.slice(0, away)) node.away(true);
    const path = writeConsortium(
      join(dir, 'x.consortium.json'),
      nodes.map(({ url }) => url),
    );
    const { json: answer } = await json<{
      chains: { steps: { state: string; error: { details: object } | null }[] }[];
    }>('chain', 'test', path, '--answer', 'a=b');
    return answer.chains[0]?.steps ?? [];
  };
  const states = (steps: Awaited<ReturnType<typeof tried>>) => steps.map(({ state }) => state);

  it('that has not registered the desk is reached, and says so', async () => {
    const steps = await tried({ latest: null });
    expect(states(steps)).toEqual(['passed', 'not-run', 'passed', 'failed', 'not-run']);
    expect(steps[3]?.error?.details).toMatchObject({ reason: 'unknown-log' });
  });

  it('of which one member is away is well; of which two are away it is not', async () => {
    const latest = { size: 0, root: new Uint8Array(32) };
    expect(states(await tried({ latest }, 1))).toEqual(['passed', 'not-run', 'passed', 'passed', 'not-run']);
    expect(states(await tried({ latest }, 2))).toEqual(['failed', 'not-run', 'not-run', 'not-run', 'not-run']);
  });
});

describe('secrets', () => {
  const planted = 'planted-token-4711';
  const clientKey = `-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----\n`;
  const authority = new Authority();
  let seen: Secrets | null = null;
  const foreign: ForeignImport = {
    takes: { zh: '配置', en: 'a profile' },
    recognise: ({ bytes }) =>
      fromUtf8(bytes).startsWith('profile')
        ? { part: 'profile', title: { zh: '配置', en: 'a profile' }, leads: true }
        : null,
    questions: () => [
      {
        name: 'token',
        label: { zh: '令牌', en: 'Token' },
        help: null,
        form: { is: 'secret' },
        optional: false,
        suggestion: null,
      },
    ],
    make: (_, answers) => ({
      file: authorityFile(authority),
      secrets: { token: utf8(textIn(answers, 'token') ?? ''), 'client-key': utf8(clientKey) },
    }),
  };
  const stamp = stampConnections([authority]);
  const kind = {
    ...stamp,
    foreign,
    read: (bytes: Uint8Array) => {
      const connection = stamp.read(bytes);
      return {
        ...connection,
        open: (secrets: Secrets) => {
          seen = secrets;
          return connection.open(secrets);
        },
      };
    },
  };
  const kinds = {
    ...KINDS,
    anchors: anchorKinds([stampVerifier]),
    connections: connectionKinds([...CONNECTION_KINDS.all, kind]),
  };

  const everything = (folder: string): string =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'latin1'))
      .join('\n');

  it('are sealed when a connection is accepted, and go with it; they lie nowhere in clear', async () => {
    const own = join(dir, 'secret-home');
    const options = { home: own, version: '9.9.9', oldRuntime: false, program: 'test', kinds };
    const { desk } = await Desk.init(options, {
      language: 'en',
      holder: { name: 'A', creditCode: null, operator: null },
    });
    const profile = join(dir, 'profile');
    writeFileSync(profile, 'profile');
    const wish = { paths: [profile], answers: { texts: { token: planted }, files: {} } };
    const { name } = desk.chains.add({ ...wish, fingerprint: null, typed: null, required: true });
    expect(fromUtf8(seen?.read('test-stamp:tsa-1:token') ?? new Uint8Array(0))).toBe(planted);
    const lying = everything(own);
    expect(lying).toContain('test-stamp:tsa-1:token');
    for (const secret of [planted, Buffer.from(planted).toString('base64'), clientKey, clientKey.split('\n')[1] ?? ''])
      expect(lying.includes(secret)).toBe(false);
    desk.chains.remove(name);
    expect(seen?.read('test-stamp:tsa-1:token')).toBeNull();
    expect(everything(own)).not.toContain('test-stamp:tsa-1:token');
    await desk.close();
  });
});
