/** What goes out through a proxy, what does not, and what is made of a proxy that lets nothing through. */
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { failureDetail } from '../../../core/node/network/failures.ts';
import { type HttpAnswer, HttpFailure, request } from '../../../core/node/network/http.ts';
import { type HttpProxy, isExcepted, setOutgoing } from '../../../core/node/network/outgoing.ts';
import { isInstalled } from '../../../scripts/test/programs.ts';
import { PATIENCE } from '../../patience.ts';
import { scratch } from '../support/cli.ts';
import { authority, type Behaviour, FakeProxy, type Identity, listening, secureServer, signedFor } from './support.ts';

const SECRET = 'what the desk says';

let proxy: FakeProxy;
let direct = () => {};
beforeEach(async () => {
  proxy = await FakeProxy.start();
});
afterEach(async () => {
  direct();
  await proxy.stop();
});

const through = (over: Partial<HttpProxy> = {}, ca: string | null = null) => {
  direct = setOutgoing({ proxy: proxy.as(over), ca });
};

const ask = (url: string, ca: string | null = null, timeout = PATIENCE): Promise<HttpAnswer> =>
  request({
    url: new URL(url),
    method: 'POST',
    headers: {},
    body: new TextEncoder().encode(SECRET),
    ca,
    timeout,
    most: 1000,
  });

async function failure(asked: Promise<unknown>): Promise<HttpFailure> {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof HttpFailure)) throw error ?? new Error('it was answered');
  return error;
}

describe.skipIf(!isInstalled('openssl'))('through a tunnel', () => {
  const folder = scratch('notary-proxy-');
  let ca: Identity;
  let other: Identity;
  let server: Awaited<ReturnType<typeof secureServer>>;
  beforeAll(async () => {
    [ca, other] = [authority(folder, 'desk-ca'), authority(folder, 'other-ca')];
    const identity = signedFor(folder, ca, 'server', ['DNS:rpc.example.test', 'IP:192.0.2.7', 'IP:2001:db8::7']);
    server = await secureServer(identity, (_, body) => `heard ${body}`);
  });
  afterAll(() => new Promise((resolve) => server.server.close(resolve)));
  beforeEach(() => {
    for (const host of ['rpc.example.test', '192.0.2.7', '[2001:db8::7]', 'elsewhere.example.test'])
      proxy.routes.set(`${host}:8443`, server.port);
  });

  it.each(['rpc.example.test', '192.0.2.7', '[2001:db8::7]'])('%s is asked end to end over TLS', async (host) => {
    through({}, ca.cert);
    const { body, status } = await ask(`https://${host}:8443/x`);
    expect([status, new TextDecoder().decode(body)]).toEqual([200, `heard ${SECRET}`]);
    expect(proxy.seen.map(({ authority: at }) => at)).toEqual([`${host}:8443`]);
    // the proxy carried it and could not read it
    expect(proxy.seen[0]?.passed.length).toBeGreaterThan(SECRET.length);
    expect(proxy.seen[0]?.passed).not.toContain(SECRET);
  });

  it('user and password go to the proxy, and not to the other side', async () => {
    proxy.wants = 'clerk:pässword:with colon';
    through({ credentials: { user: 'clerk', password: 'pässword:with colon' } }, ca.cert);
    expect((await ask('https://rpc.example.test:8443')).status).toBe(200);
    through({ credentials: { user: 'clerk', password: 'another' } }, ca.cert);
    expect((await failure(ask('https://rpc.example.test:8443'))).reason).toBe('proxy-credentials');
    through({}, ca.cert);
    expect((await failure(ask('https://rpc.example.test:8443'))).reason).toBe('proxy-credentials');
  });

  it('a CA of the desk stands beside those of the system, and not in place of one that is pinned', async () => {
    const url = 'https://rpc.example.test:8443';
    through();
    const unknown = await failure(ask(url));
    expect([unknown.reason, unknown.isSent, failureDetail(unknown).reason]).toEqual(['tls', false, 'tls-ca']);
    through({}, ca.cert);
    expect((await ask(url)).status).toBe(200);
    expect(failureDetail(await failure(ask(url, other.cert))).reason).toBe('tls-ca');
    through({}, other.cert);
    expect(failureDetail(await failure(ask(url))).reason).toBe('tls-ca');
    expect((await ask(url, ca.cert)).status).toBe(200);
    // the same without a proxy
    direct = setOutgoing({ proxy: null, ca: other.cert });
    expect(failureDetail(await failure(ask(`https://127.0.0.1:${server.port}`))).reason).toBe('tls-ca');
  });

  it('the certificate has to be for the host that was asked for', async () => {
    through({}, ca.cert);
    const error = await failure(ask('https://elsewhere.example.test:8443'));
    expect([error.reason, failureDetail(error).reason]).toEqual(['tls', 'tls-name']);
  });
});

describe('a proxy that lets nothing through', () => {
  it.each<readonly [Behaviour, string]>([
    [407, 'proxy-credentials'],
    [403, 'proxy-refused'],
    [302, 'proxy-refused'],
    [502, 'proxy-target'],
    [504, 'proxy-target'],
    ['closes', 'proxy-other'],
    ['noise', 'proxy-other'],
  ])('%s: nothing was sent, and nothing of it is an answer', async (behaviour, reason) => {
    proxy.behaviour = behaviour;
    through();
    const error = await failure(ask('https://rpc.example.test'));
    expect([error.reason, error.isSent]).toEqual([reason, false]);
    expect(failureDetail(error)).toEqual({ reason, proxy: `127.0.0.1:${proxy.port}` });
    expect(proxy.seen.map(({ authority: at }) => at)).toEqual(['rpc.example.test:443']);
  });

  it('says nothing: it is waited for as long as for the answer, and hung up on', async () => {
    proxy.behaviour = 'hangs';
    through();
    const error = await failure(ask('https://rpc.example.test', null, 300));
    expect([error.reason, error.isSent]).toEqual(['proxy-timeout', false]);
    await expect.poll(() => proxy.open, { timeout: PATIENCE }).toBe(0);
  });

  it('an answer without an end is not read to its end', async () => {
    const endless = createServer();
    endless.on('connect', (_, socket) => {
      socket.on('error', () => {});
      socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`);
    });
    const port = await listening(endless);
    onTestFinished(() => void endless.close());
    through({ port });
    expect((await failure(ask('https://rpc.example.test'))).reason).toBe('proxy-other');
  });

  it('is not there', async () => {
    through();
    await proxy.stop();
    const error = await failure(ask('https://rpc.example.test'));
    expect([error.reason, error.isSent]).toEqual(['proxy-unreachable', false]);
    proxy = await FakeProxy.start();
  });

  it('cannot be read from the settings: nothing goes out, but to this machine', async () => {
    direct = setOutgoing({ proxy: 'unknown', ca: null });
    expect((await failure(ask('https://rpc.example.test'))).reason).toBe('proxy-settings');
    expect((await local()).status).toBe(200);
  });
});

async function local(): Promise<HttpAnswer> {
  const server = createServer((_, response) => response.end('here'));
  const port = await listening(server);
  onTestFinished(() => void server.close());
  return ask(`http://127.0.0.1:${port}`);
}

describe('without the proxy goes', () => {
  it('what is said to this machine', async () => {
    through();
    expect((await local()).status).toBe(200);
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '127.8.8.8'])
      await ask(`https://${host}:1`).catch((error: HttpFailure) => expect(error.reason).toBe('connection'));
    expect(proxy.seen).toEqual([]);
  });

  it('what is excepted', async () => {
    through({ exceptions: ['192.0.2.0/24', 'example.test'] });
    await failure(ask('https://rpc.example.test', null, 2000));
    expect(proxy.seen).toEqual([]);
    await failure(ask('https://rpc.example.invalid'));
    expect(proxy.seen.length).toBe(1);
  });

  it.each<readonly [string, readonly string[], boolean]>([
    ['example.com', ['example.com'], true],
    ['rpc.example.com', ['example.com'], true],
    ['RPC.Example.com.', ['example.COM'], true],
    ['rpc.example.com', ['.example.com'], true],
    ['rpc.example.com', ['*.example.com'], true],
    ['notexample.com', ['example.com'], false],
    ['example.com.evil.org', ['example.com'], false],
    ['10.1.2.3', ['10.0.0.0/8'], true],
    ['10.1.2.3', ['10.1.2.3'], true],
    ['11.1.2.3', ['10.0.0.0/8'], false],
    ['10.1.2.3', ['2001:db8::/32'], false],
    ['[2001:db8::1]', ['2001:db8::/32'], true],
    ['[2001:db9::1]', ['2001:db8::/32'], false],
    ['10.1.2.3.example.com', ['10.1.2.3'], false],
    ['anything', ['*'], true],
    ['anything', [], false],
  ])('%s by %j: %s', (host, exceptions, expected) => {
    expect(isExcepted(host, exceptions)).toBe(expected);
  });
});

it('taking back what was set leaves what somebody has set since', () => {
  const first = setOutgoing({ proxy: proxy.as(), ca: null });
  direct = setOutgoing({ proxy: 'unknown', ca: null });
  first();
  return expect(failure(ask('https://rpc.example.test'))).resolves.toMatchObject({ reason: 'proxy-settings' });
});
