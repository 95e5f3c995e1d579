/** An HTTP proxy that makes tunnels, and servers with certificates of a CA that nobody knows, for tests. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import { type AddressInfo, connect, type Server as NetServer, type Socket } from 'node:net';
import { join } from 'node:path';
import type { HttpProxy } from '../../../core/node/network/outgoing.ts';

/** What a proxy does with a CONNECT: a status, nothing for ever, hanging up, or something that is not HTTP. */
export type Behaviour = 'tunnels' | 'hangs' | 'closes' | 'noise' | number;

/** One CONNECT that was seen. */
export interface Seen {
  readonly authority: string;
  readonly authorization: string | null;
  /** What went through the tunnel to the other side. */
  passed: string;
}

export async function listening(server: NetServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** See the head of this file. It alone knows where names lead. */
export class FakeProxy {
  readonly seen: Seen[] = [];
  /** `host:port` to a port of this machine. */
  readonly routes = new Map<string, number>();
  behaviour: Behaviour = 'tunnels';
  /** `user:password` that it wants; null for nobody's. */
  wants: string | null = null;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  port = 0;

  private constructor() {
    this.#server = createServer((_, response) => response.writeHead(400).end());
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('connect', (request: IncomingMessage, socket: Socket) => this.#connect(request, socket));
  }

  static async start(): Promise<FakeProxy> {
    const proxy = new FakeProxy();
    proxy.port = await listening(proxy.#server);
    return proxy;
  }

  /** How it is set. */
  as(over: Partial<HttpProxy> = {}): HttpProxy {
    return { host: '127.0.0.1', port: this.port, exceptions: [], credentials: null, ...over };
  }

  /** Connections that stand. */
  get open(): number {
    return this.#sockets.size;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #connect({ url = '', headers }: IncomingMessage, socket: Socket): void {
    const authorization = headers['proxy-authorization'] ?? null;
    const seen: Seen = { authority: url, authorization, passed: '' };
    this.seen.push(seen);
    // one who hangs up is noticed
    socket.resume().on('end', () => socket.destroy());
    const { behaviour } = this;
    if (typeof behaviour === 'number') refuse(socket, behaviour);
    else if (behaviour === 'closes') socket.destroy();
    else if (behaviour === 'noise') socket.end('SSH-2.0-OpenSSH_9.6\r\n');
    else if (behaviour === 'tunnels') this.#tunnel(seen, socket);
  }

  #tunnel(seen: Seen, socket: Socket): void {
    const wanted = this.wants === null ? null : `Basic ${Buffer.from(this.wants).toString('base64')}`;
    const port = this.routes.get(seen.authority);
    if (wanted !== null && seen.authorization !== wanted) refuse(socket, 407);
    else if (port === undefined) refuse(socket, 502);
    else {
      const other = connect({ host: '127.0.0.1', port }, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.on('data', (bytes: Buffer) => {
          seen.passed += bytes.toString('latin1');
        });
        socket.pipe(other).pipe(socket);
      });
      other.on('error', () => socket.destroy());
      socket.on('close', () => other.destroy());
    }
  }
}

/** A refusal whose body looks like the answer of a server. */
function refuse(socket: Socket, status: number): void {
  const body = '{"jsonrpc":"2.0","id":1,"result":{},"success":true}';
  socket.end(
    `HTTP/1.1 ${status} No\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}

/** A certificate with its key, in PEM, and their paths. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
  readonly certPath: string;
  readonly keyPath: string;
}

function openssl(args: readonly string[]): void {
  const made = spawnSync('openssl', args);
  if (made.status !== 0) throw new Error(String(made.stderr));
}

const readIdentity = (certPath: string, keyPath: string): Identity => ({
  cert: readFileSync(certPath, 'utf8'),
  key: readFileSync(keyPath, 'utf8'),
  certPath,
  keyPath,
});

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** A CA that signed itself. */
export function authority(folder: string, name: string): Identity {
  const [cert, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  openssl(['req', '-x509', ...EC, '-days', '3650', '-keyout', key, '-out', cert, '-subj', `/O=Test/CN=${name}`]);
  return readIdentity(cert, key);
}

/** A certificate of a CA for these hosts (`DNS:…`, `IP:…`). */
export function signedFor(folder: string, ca: Identity, name: string, hosts: readonly string[]): Identity {
  const [cert, key, request] = ['pem', 'key', 'csr'].map((ending) => join(folder, `${name}.${ending}`)) as [
    string,
    string,
    string,
  ];
  const extensions = join(folder, `${name}.ext`);
  writeFileSync(extensions, `subjectAltName=${hosts.join(',')}\n`);
  openssl(['req', ...EC, '-keyout', key, '-out', request, '-subj', `/CN=${name}`]);
  const issuer = ['-CA', ca.certPath, '-CAkey', ca.keyPath, '-CAcreateserial'];
  openssl(['x509', '-req', '-in', request, ...issuer, '-days', '3650', '-extfile', extensions, '-out', cert]);
  return readIdentity(cert, key);
}

/** Answers every request over TLS by what this gives. */
export async function secureServer(
  { cert, key }: Identity,
  answer: (path: string, body: string) => string | Promise<string>,
): Promise<{ readonly port: number; readonly server: HttpsServer }> {
  const server = createHttpsServer({ cert, key }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', async () => {
      response.setHeader('content-type', 'application/json');
      response.end(await answer(request.url ?? '', Buffer.concat(parts).toString('utf8')));
    });
  });
  return { port: await listening(server), server };
}
