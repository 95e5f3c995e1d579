/**
 * The HTTP side of the witness (C2SP tlog-witness v1.0.0): one path to post to, one to read. Bounded in bytes, time and
 * connections; what a request is about is decided by `DeskWitness`.
 */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { NotaryError } from '../../errors.ts';
import { ADD_CHECKPOINT } from '../../formats/add-checkpoint.ts';
import { utf8 } from '../../formats/bytes.ts';
import type { DeskWitness, Reply } from './desk-witness.ts';

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
const LIMITS = { headers: 5_000, request: 10_000, idle: 30_000, connections: 64, headerBytes: 8 * 1024 } as const;

const PATHS = { add: /\/add-checkpoint$/, read: /\/([0-9a-f]{64})\/checkpoint$/ } as const;

const plain = (status: number, why: string): Reply => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: utf8(`${why}\n`),
  checkpoint: null,
});

/** The body of a request; null when it is longer than any may be. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Buffer[] = [];
  let size = 0;
  // what is left of it is not read, and there is still an answer
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > ADD_CHECKPOINT.request) return null;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function replyTo(request: IncomingMessage, witness: DeskWitness): Promise<Reply> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const [, hash] = PATHS.read.exec(path) ?? [];
  if (PATHS.add.test(path)) {
    if (request.method !== 'POST') return plain(405, 'add-checkpoint is posted to');
    const body = await bodyOf(request);
    return body ? witness.addCheckpoint(body) : plain(413, `a request has at most ${ADD_CHECKPOINT.request} bytes`);
  }
  if (hash === undefined) return plain(404, 'a witness has add-checkpoint and <hash of an origin>/checkpoint');
  return request.method === 'GET' || request.method === 'HEAD'
    ? witness.checkpoint(hash)
    : plain(405, 'it is read by GET');
}

/** Listens. `onServed` is told of each answer. Throws `bad-input` for a certificate or an address that cannot be used. */
export async function serveWitness(
  witness: DeskWitness,
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
    replyTo(request, witness).then(send, (failure) => send(plain(500, 'this witness cannot sign now'), failure));
  };
  const options = { maxHeaderSize: LIMITS.headerBytes, requestTimeout: LIMITS.request, headersTimeout: LIMITS.headers };
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
    return createHttpsServer({ ...options, cert: Buffer.from(tls.cert), key: Buffer.from(tls.key) }, answer);
  } catch (cause) {
    throw unusable('certificate and key', cause);
  }
}

function unusable(what: string, cause: unknown): NotaryError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new NotaryError('bad-input', `${what}: ${why}`, { reason: 'listen', value: `${what}: ${why}` }, cause);
}
