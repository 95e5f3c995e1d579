/** What our client makes of answers that no honest node gives, and of connections that come to nothing. */
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fromBase58 } from '../../../core/anchors/jdchain/base58.ts';
import { NotaryError } from '../../../core/errors.ts';
import { JdNode, PATIENCE as NETWORK } from '../../../core/node/jdchain/client.ts';
import { jdAddress, reasonOf } from '../../../core/node/jdchain/endpoint.ts';
import { parseJson } from '../../../core/node/jdchain/envelope.ts';
import { bodyOf, recorded } from '../../anchor/jdchain/support/vectors.ts';
import { PATIENCE } from '../../patience.ts';

const { exchanges, ledger } = recorded('net1-default');
const hash = fromBase58(ledger);
const patient = { ...NETWORK, question: PATIENCE, submission: PATIENCE, repetitions: [] };
const nodeAt = (url: string, ca: string | null = null) => new JdNode({ url, ca, credentials: null }, hash, patient);

let server: Server | TcpServer | null = null;
afterEach(async () => {
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  server = null;
});

async function listening(made: Server | TcpServer, scheme = 'http'): Promise<string> {
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return `${scheme}://127.0.0.1:${(made.address() as AddressInfo).port}`;
}
/** A server that answers everything with this. */
const answering = (body: string | Uint8Array, status = 200) =>
  listening(
    createServer((_, response) => {
      response.writeHead(status, { connection: 'close' });
      response.end(body);
    }),
  );

const textOf = (name: string) => exchanges.find((one) => one.name === name)?.response?.text ?? '';

describe('an answer', () => {
  it.each([
    ['that is not UTF-8', Uint8Array.of(0xff, 0xfe)],
    ['that is not JSON', 'true story'],
    ['that is a page', '<html></html>'],
    ['that does not say whether it succeeded', '{"data":{}}'],
    ['that is nested too deep', '['.repeat(100_000)],
    ['of another shape', '{"data":{"hash":1},"success":true}'],
  ])('%s is none', async (_, body) => {
    expect(
      await nodeAt(await answering(body))
        .tip()
        .catch(reasonOf),
    ).toBe('shape');
  });

  it('that is too long is not read to its end', async () => {
    const url = await answering(`"${'x'.repeat(5 * 1024 * 1024)}"`);
    expect(await nodeAt(url).tip().catch(reasonOf)).toBe('size');
  });

  it('with a status is judged by it, whatever the body says', async () => {
    for (const status of [302, 404, 500, 503])
      expect(
        await nodeAt(await answering(textOf('ledger'), status))
          .tip()
          .catch(reasonOf),
        `${status}`,
      ).toBe('status');
  });

  it.each([
    ['block', 'block-of-anchor', '"timestamp":1', '"timestamp":2'],
    ['block', 'block-of-anchor', '"height":6', '"height":7'],
    ['transaction', 'tx-anchor-0', '"mode":700', '"mode":777'],
  ])('about a %s (%s) with one thing changed, %s to %s, is wrong', async (what, name, before, after) => {
    const exchange = exchanges.find((one) => one.name === name);
    const text = exchange?.response?.text ?? '';
    expect(text).toContain(before);
    const node = nodeAt(await answering(text.replace(before, after)));
    const asked =
      what === 'block' ? node.block(6) : node.transaction(fromBase58(exchange?.path.split('/').at(-1) ?? ''));
    expect(await (asked as Promise<unknown>).catch(reasonOf)).toBe('wrong');
  });

  it('about another thing than was asked for is wrong', async () => {
    const other = fromBase58(
      exchanges
        .find(({ name }) => name === 'tx-unknown')
        ?.path.split('/')
        .at(-1) ?? '',
    );
    expect(
      await nodeAt(await answering(textOf('tx-anchor-0')))
        .transaction(other)
        .catch(reasonOf),
    ).toBe('wrong');
  });
});

describe('integers', () => {
  it('beyond those that a number holds are not rounded', () => {
    const json = '{"a":9223372036854775807,"b":-9223372036854775808,"c":9007199254740991,"d":1.5,"e":1e30}';
    expect(parseJson(new TextEncoder().encode(json))).toEqual({
      a: 9223372036854775807n,
      b: -9223372036854775808n,
      c: 9007199254740991,
      d: 1.5,
      e: 1e30,
    });
  });
});

describe('a connection', () => {
  const { request } = exchanges.find(({ name }) => name === 'register-user-alice') ?? {};
  const bytes = bodyOf(request) ?? new Uint8Array(1);

  it('that is closed after the request was sent leaves everything open', async () => {
    const url = await listening(
      createServer((asked, response) => void asked.resume().on('end', () => response.destroy())),
    );
    expect(await nodeAt(url).submit(bytes, hash)).toMatchObject({ is: 'open', why: 'connection', state: null });
  });

  it('that was never made sent nothing', async () => {
    const url = await answering('');
    await new Promise<void>((resolve) => server?.close(() => resolve()));
    server = null;
    expect(await nodeAt(url).submit(bytes, hash)).toMatchObject({ is: 'not-sent', reason: 'connection' });
  });

  it('whose handshake fails sent nothing, and says what to put in front of one that speaks GMTLS', async () => {
    const url = await listening(
      createTcpServer((socket) => {
        // a fatal alert, handshake_failure, of the version that GMTLS has
        socket.once('data', () => socket.end(Uint8Array.of(0x15, 1, 1, 0, 2, 2, 40)));
        socket.on('error', () => {});
      }),
      'https',
    );
    const said = await nodeAt(url).submit(bytes, hash);
    expect(said).toMatchObject({ is: 'not-sent', reason: 'tls' });
    expect('said' in said && said.said).toContain('reverse proxy');
    const error = await nodeAt(url)
      .tip()
      .catch((thrown: unknown) => thrown);
    expect(reasonOf(error)).toBe('tls');
    expect((error as Error).message).toContain('GMTLS');
  });
});

describe('an address', () => {
  it.each([
    'https://gateway.example',
    'https://gateway.example:8443/jd/gw',
    'http://127.0.0.1:8081',
    'http://[::1]:8081',
  ])('%s is one', (url) => expect(jdAddress(url, 'url')).toBe(url));

  it.each([
    ['http://gateway.example', 'malformed'],
    ['https://user@gateway.example', 'malformed'],
    ['https://gateway.example/', 'malformed'],
    ['https://gateway.example?x', 'malformed'],
    ['ftp://gateway.example', 'malformed'],
    ['gmtls://gateway.example', 'not-supported'],
    ['GMSSL://gateway.example', 'not-supported'],
  ])('%s is %s', (url, code) => {
    expect(() => jdAddress(url, 'url')).toThrow(expect.objectContaining({ code }));
    expect(() => jdAddress(url, 'url')).toThrow(NotaryError);
  });
});
