/**
 * The HTTP side of a witness: few paths to post to or to read. Bounded in bytes, time and connections; what a request is
 * about is decided by the witness.
 */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { NotaryError } from '../../errors.ts';
import { plain, type Reply } from './reply.ts';

/** A request at a path that is known. */
export interface Asked {
  /** Empty for one that is read. */
  readonly body: Uint8Array;
  /** What the path's pattern found. */
  readonly match: readonly string[];
  /** The address that it came from. */
  readonly from: string;
}

/** What is asked at one kind of path. */
export interface Route {
  /** Any prefix may stand before it. */
  readonly path: RegExp;
  /** HEAD is taken where GET is. */
  readonly method: 'GET' | 'POST';
  /** Bytes of the longest body. */
  readonly most: number;
  answer(asked: Asked): Reply | Promise<Reply>;
}

/** A witness as its server knows it. */
export interface HttpWitness {
  readonly routes: readonly Route[];
  /** What is said about any other path. */
  readonly unknown: string;
  /** The answer when something fails here. */
  readonly failed: Reply;
}

/** A key and certificate for TLS, PEM. */
export interface Tls {
  readonly cert: Uint8Array;
  readonly key: Uint8Array;
}

/** Where a witness listens. */
export interface Listening {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** Null for plain HTTP. */
  readonly tls: Tls | null;
}

/** A request that was answered. */
export interface Served extends Pick<Reply, 'status' | 'checkpoint'> {
  readonly from: string;
  /** Why nothing was answered but that something failed here; null otherwise. */
  readonly failure: unknown;
}

/** A witness that listens. */
export interface WitnessServer {
  readonly port: number;
  /** Takes no more requests; resolves when those that are on their way are answered. */
  close(): Promise<void>;
}

/** Milliseconds and counts. */
export const LIMITS = {
  headers: 5_000,
  request: 10_000,
  /** Between two looks at what has taken too long; by itself Node looks every half minute. */
  looks: 1_000,
  /** For the beginning of TLS. */
  handshake: 5_000,
  idle: 30_000,
  connections: 64,
  headerBytes: 8 * 1024,
} as const;

/** The body of a request; null when it is longer than any may be. */
async function bodyOf(request: IncomingMessage, most: number): Promise<Uint8Array | null> {
  const parts: Buffer[] = [];
  let size = 0;
  // what is left of it is not read, and there is still an answer
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) return null;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function replyTo(request: IncomingMessage, { routes, unknown }: HttpWitness): Promise<Reply> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const route = routes.find((one) => one.path.test(path));
  if (!route) return plain(404, unknown);
  const { method, most } = route;
  if (method !== (request.method === 'HEAD' ? 'GET' : request.method)) return plain(405, `it is asked by ${method}`);
  const body = most === 0 ? new Uint8Array(0) : await bodyOf(request, most);
  if (!body) return plain(413, `a request has at most ${most} bytes`);
  return route.answer({ body, match: route.path.exec(path) ?? [], from: request.socket.remoteAddress ?? '?' });
}

/** Listens. `onServed` is told of each answer. Throws `bad-input` for a certificate or an address that cannot be used. */
export async function serveWitness(
  witness: HttpWitness,
  { host, port, tls }: Listening,
  onServed: (served: Served) => void,
): Promise<WitnessServer> {
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const from = request.socket.remoteAddress ?? '?';
    const send = ({ status, type, body, checkpoint }: Reply, failure: unknown = null) => {
      // what is left of a body that is too long is not read
      const closes = status === 413 ? { connection: 'close' } : {};
      response.writeHead(status, { 'content-type': type, 'content-length': body.length, ...closes });
      response.end(request.method === 'HEAD' ? undefined : body);
      onServed({ from, status, checkpoint, failure });
    };
    replyTo(request, witness).then(send, (failure) => {
      // whoever hung up in the middle hears no answer, and nothing failed here
      if (request.complete) send(witness.failed, failure);
      else response.destroy();
    });
  };
  const options = {
    maxHeaderSize: LIMITS.headerBytes,
    requestTimeout: LIMITS.request,
    headersTimeout: LIMITS.headers,
    connectionsCheckingInterval: LIMITS.looks,
  };
  const server = makeServer(tls, options, answer);
  server.keepAliveTimeout = LIMITS.idle;
  server.maxConnections = LIMITS.connections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(unusable(`${host}:${port}`, cause)));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function makeServer(
  tls: Tls | null,
  options: Parameters<typeof createHttpServer>[0] & object,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
) {
  if (!tls) return createHttpServer(options, answer);
  try {
    const { cert, key } = tls;
    const secure = { cert: Buffer.from(cert), key: Buffer.from(key), handshakeTimeout: LIMITS.handshake };
    return createHttpsServer({ ...options, ...secure }, answer);
  } catch (cause) {
    throw unusable('certificate and key', cause);
  }
}

function unusable(what: string, cause: unknown): NotaryError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new NotaryError('bad-input', `${what}: ${why}`, { reason: 'listen', value: `${what}: ${why}` }, cause);
}
