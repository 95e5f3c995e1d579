/** How a desk reaches others: set, kept under its keys, shown and tried, in the desk and on the command line. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorCode, type NotaryError } from '../../../core/errors.ts';
import { Desk } from '../../../core/node/desk/desk.ts';
import type { NetworkStatus } from '../../../core/node/desk/network-types.ts';
import { openKeys } from '../../../core/node/home/keys.ts';
import { wayTo } from '../../../core/node/network/outgoing.ts';
import { readCaFile, readException, readProxyAddress } from '../../../core/node/network/settings.ts';
import { wordsFor } from '../../../core/words/words.ts';
import { isInstalled } from '../../../scripts/test/programs.ts';
import { certificateOf, pemOf } from '../../anchor/fabric/support/certificates.ts';
import { notary, notaryJson, scratch } from '../support/cli.ts';
import { authority, FakeProxy, secureServer, signedFor } from './support.ts';

const folder = scratch('notary-network-');
const PASSWORD = 'pa55word-that-nobody-may-find';
const HOST = 'rpc.example.test';

/** A CA that is valid from 2026 to 2036. */
const CA = join(folder, 'ca.pem');
const NOW = Date.UTC(2027, 0, 1);
const pem = pemOf(certificateOf('Office CA', { authority: true }));
beforeAll(() => writeFileSync(CA, pem));

const reason = (work: () => unknown) => {
  try {
    work();
    return null;
  } catch (error) {
    return errorCode(error) === 'bad-input' ? (error as NotaryError).details.reason : error;
  }
};

describe('an address of a proxy', () => {
  it.each([
    ['proxy.example.com:3128', { host: 'proxy.example.com', port: 3128 }],
    ['http://Proxy.example.com:80/', { host: 'proxy.example.com', port: 80 }],
    [' 10.0.0.1:8080 ', { host: '10.0.0.1', port: 8080 }],
    ['[2001:db8::1]:8080', { host: '2001:db8::1', port: 8080 }],
  ])('%s', (typed, read) => expect(readProxyAddress(typed)).toEqual(read));

  it.each([
    'proxy.example.com',
    'https://proxy.example.com:443',
    'socks5://proxy.example.com:1080',
    `http://clerk:${PASSWORD}@proxy.example.com:3128`,
    'proxy.example.com:0',
    'proxy.example.com:65536',
    'proxy.example.com:80/path',
    '',
  ])('is not %s, which is not repeated', (typed) => {
    expect(reason(() => readProxyAddress(typed))).toBe('proxy-address');
    expect(() => readProxyAddress(typed)).not.toThrow(PASSWORD);
  });
});

it.each(['*', 'example.com', '.example.com', '*.example.com', '10.0.0.0/8', '10.1.2.3', '2001:db8::/32', 'intranet'])(
  '%s is an exception',
  (typed) => expect(readException(typed)).toBe(typed),
);
it.each(['', 'example.com:80', '10.0.0.0/33', '10.0.0.0/', '1.2.3.4/8/8', 'a b', 'http://x', '**'])(
  '“%s” is no exception',
  (typed) => expect(reason(() => readException(typed))).toBe('proxy-exception'),
);

describe('a file with a CA', () => {
  const file = (contents: string) => {
    const path = join(folder, 'some.pem');
    writeFileSync(path, contents);
    return path;
  };
  const refused = (contents: string, now = NOW) => reason(() => readCaFile(file(contents), now));

  it('gives its certificates and nothing else of it', () => {
    expect(readCaFile(file(`a remark\n${pem}another\n${pem}`), NOW)).toBe(pem + pem);
  });

  it('is refused for what it is', () => {
    expect(refused('nothing')).toBe('ca-none');
    expect(refused(pem.replace('MII', 'MIX'))).toBe('ca-none');
    expect(refused(pem.repeat(17))).toBe('ca-none');
    expect(refused(`${pem}-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n`)).toBe('ca-private-key');
    expect(refused(pemOf(certificateOf('server', { issuer: 'Office CA' })))).toBe('ca-not-ca');
    expect(refused(pem, Date.UTC(2036, 0, 2))).toBe('ca-expired');
    expect(refused(pem, Date.UTC(2025, 11, 31))).toBe('ca-not-yet');
  });

  it('has words for each in both languages', () => {
    const reasons = ['ca-none', 'ca-private-key', 'ca-not-ca', 'ca-expired', 'ca-not-yet', 'proxy-address'];
    for (const language of ['zh', 'en'] as const) {
      const said = reasons
        .concat('proxy-exception', 'proxy-user', 'proxy-password', 'network-target', 'something else')
        .map((one) => wordsFor(language).error('bad-input', { reason: one, subject: 'S', until: 'U' }).happened);
      expect(new Set(said).size).toBe(said.length);
    }
  });
});

describe('a desk', () => {
  const home = join(folder, 'home');
  const options = { home, version: '9.9.9', oldRuntime: false, program: 'test' };
  let proxy: FakeProxy;
  let desk: Desk;
  beforeAll(async () => {
    const holder = { name: 'Harbour Trading', creditCode: null, operator: null };
    ({ desk } = await Desk.init(options, { language: 'en', holder }));
    await desk.close();
  });
  beforeEach(async () => {
    proxy = await FakeProxy.start();
    desk = await Desk.open(options);
  });
  afterEach(async () => {
    await desk.close();
    await proxy.stop();
  });

  const wish = (over = {}) => ({
    address: `127.0.0.1:${proxy.port}`,
    exceptions: ['10.0.0.0/8'],
    user: 'clerk',
    password: PASSWORD,
    ...over,
  });

  it('goes out directly at first', () => {
    expect(desk.network.status).toEqual({ proxy: null, cas: [], problem: null });
    expect(wayTo(HOST)).toBeNull();
  });

  it('keeps what is set under its keys: neither password nor proxy can be found in the home', async () => {
    const status = desk.network.change({ proxy: wish(), ca: CA });
    expect(status.proxy).toEqual({
      address: `http://127.0.0.1:${proxy.port}`,
      exceptions: ['10.0.0.0/8'],
      user: 'clerk',
    });
    expect(status.cas).toMatchObject(
      [
        { subject: 'CN=Office CA', until: '2036-01-01T00:00:00.000Z', expired: false, fingerprint: /^[0-9a-f]{64}$/ },
      ].map((one) => ({ ...one, fingerprint: expect.stringMatching(one.fingerprint) })),
    );
    expect(JSON.stringify(status)).not.toContain(PASSWORD);
    await desk.close();
    expect(wayTo(HOST)).toBeNull();
    const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    expect(files.length).toBeGreaterThan(3);
    for (const { parentPath, name } of files) {
      const bytes = readFileSync(join(parentPath, name)).toString('latin1');
      for (const planted of [
        PASSWORD,
        btoa(`clerk:${PASSWORD}`),
        btoa(PASSWORD),
        Buffer.from(PASSWORD).toString('hex'),
      ])
        expect(bytes.includes(planted), name).toBe(false);
      expect(bytes.includes(`${proxy.port}`) && bytes.includes('clerk'), name).toBe(false);
    }
    desk = await Desk.open(options);
    expect(desk.network.status).toEqual(status);
    expect(wayTo(HOST)).toMatchObject({ port: proxy.port, credentials: { password: PASSWORD } });
    expect(wayTo('10.1.2.3')).toBeNull();
  });

  it('keeps the password for the same proxy and user, and for no other', () => {
    desk.network.change({ proxy: wish() });
    desk.network.change({ proxy: wish({ password: null, exceptions: [] }) });
    expect(wayTo(HOST)?.credentials?.password).toBe(PASSWORD);
    for (const other of [{ address: '127.0.0.2:1' }, { address: `127.0.0.1:${proxy.port + 1}` }, { user: 'another' }])
      expect(reason(() => desk.network.change({ proxy: wish({ password: null, ...other }) }))).toBe('proxy-password');
    expect(wayTo(HOST)).toMatchObject({ port: proxy.port, credentials: { user: 'clerk', password: PASSWORD } });
    for (const [bad, why] of [
      [{ user: 'a:b' }, 'proxy-user'],
      [{ user: '' }, 'proxy-user'],
      [{ password: 'a\r\nx: y' }, 'proxy-password'],
    ] as const)
      expect(reason(() => desk.network.change({ proxy: wish(bad) }))).toBe(why);
  });

  it('a part that is not named stays, and nothing that is set leaves no secret', async () => {
    desk.network.change({ proxy: wish(), ca: CA });
    expect(desk.network.change({ proxy: null })).toMatchObject({ proxy: null, cas: [{}] });
    expect(desk.network.change({ ca: null })).toEqual({ proxy: null, cas: [], problem: null });
    await desk.close();
    expect((await openKeys(home, {})).secrets.names()).toEqual([]);
    desk = await Desk.open(options);
  });

  it('connects to nobody when what was set cannot be read, and says so', async () => {
    await desk.close();
    const { secrets } = await openKeys(home, {});
    secrets.write('network', new TextEncoder().encode('{"v":2}'));
    desk = await Desk.open(options);
    expect(desk.network.status.problem).toMatchObject({ details: { reason: 'proxy-settings' } });
    expect(() => wayTo(HOST)).toThrow('settings');
    expect((await desk.network.try(HOST))[0]).toMatchObject({ state: 'failed' });
    desk.network.change({ proxy: null });
    expect(desk.network.status.problem).toBeNull();
    expect(wayTo(HOST)).toBeNull();
  });

  const states = async (address: string) =>
    (await desk.network.try(address)).map(({ state, error }) => error?.details.reason ?? state);

  it.skipIf(!isInstalled('openssl'))('is tried step by step', async () => {
    const ca = authority(folder, 'live-ca');
    const { port, server } = await secureServer(signedFor(folder, ca, 'server', [`DNS:${HOST}`]), () => '');
    proxy.routes.set(`${HOST}:443`, port);
    proxy.wants = `clerk:${PASSWORD}`;
    desk.network.change({ proxy: wish() });
    expect(await states(HOST)).toEqual(['passed', 'passed', 'passed', 'tls-ca']);
    desk.network.change({ ca: ca.certPath });
    const told: number[] = [];
    const steps = await desk.network.try(`https://${HOST}/path`, (so) => told.push(so.length));
    expect(steps.map(({ state }) => state)).toEqual(['passed', 'passed', 'passed', 'passed']);
    expect(steps.at(-1)?.note?.en).toContain('CN=live-ca');
    expect(told).toEqual([1, 2, 3, 4]);
    proxy.behaviour = 403;
    expect(await states(HOST)).toEqual(['passed', 'passed', 'proxy-refused', 'not-run']);
    proxy.wants = 'another:one';
    proxy.behaviour = 'tunnels';
    expect(await states(HOST)).toEqual(['passed', 'passed', 'proxy-credentials', 'not-run']);
    expect(await states(`127.0.0.1:${port}`)).toEqual(['passed', 'not-run', 'passed', 'tls-name']);
    desk.network.change({ proxy: wish({ address: '127.0.0.1:1' }) });
    expect(await states(HOST)).toEqual(['passed', 'proxy-unreachable', 'not-run', 'not-run']);
    for (const address of ['http://example.com', `https://a:${PASSWORD}@b`, 'a b'])
      expect(reason(() => desk.network.try(address))).toBe('network-target');
    desk.network.change({ proxy: null, ca: null });
    server.close();
  });

  it('is set on the command line, which takes the password from no argument', async () => {
    await desk.close();
    const env = { NOTARY_PROXY_PASSWORD: PASSWORD };
    const at = ['--home', home];
    const set = [
      'network',
      'set',
      '--proxy',
      `127.0.0.1:${proxy.port}`,
      '--user',
      'clerk',
      '--except',
      'a.test,b.test',
    ];
    const made = await notary([...set, '--ca', CA, ...at], { env });
    expect([made.code, made.err]).toEqual([0, expect.stringContaining('fingerprint')]);
    expect(made.out).toContain('CN=Office CA');
    expect(made.out + made.err).not.toContain(PASSWORD);
    const shown = await notaryJson<NetworkStatus>(['network', ...at]);
    expect(shown.json).toMatchObject({ proxy: { user: 'clerk', exceptions: ['a.test', 'b.test'] }, cas: [{}] });
    proxy.behaviour = 407;
    const tried = await notary(['network', 'try', HOST, '--lang', 'zh', ...at]);
    expect(tried.code).toBe(70);
    expect(tried.out).toMatch(/✓ 连接方式[\s\S]*✓ 可以连接代理[\s\S]*✕ 代理放行到该地址: [^\n]*407[^\n]*[\s\S]*– TLS/);
    expect((await notary(['network', 'set', '--except', 'c.test', ...at])).out).toContain('c.test');
    expect((await notary(['network', 'set', '--proxy', '127.0.0.1:1', '--user', 'clerk', ...at])).code).not.toBe(0);
    expect((await notary(['network', 'direct', ...at])).code).toBe(0);
    expect((await notary(['network', 'set', '--ca', 'none', ...at])).code).toBe(0);
    expect((await notaryJson<NetworkStatus>(['network', ...at])).json).toEqual({ proxy: null, cas: [], problem: null });
    for (const wrong of [['set'], ['nonsense'], ['try'], ['direct', 'x'], ['set', '--user', 'clerk']])
      expect((await notary(['network', ...wrong, ...at])).code, wrong.join(' ')).toBe(64);
    desk = await Desk.open(options);
  });
});
