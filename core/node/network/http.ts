/**
 * One request over HTTP or HTTPS, bounded in bytes and time, through the proxy that the desk names (outgoing.ts). Redirects are answers like any other, and not followed. What
 * is answered is parsed by the caller and trusted nowhere.
 */
import { request as httpRequest, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { bareHost, trustedCas, wayTo } from './outgoing.ts';
import { ProxyFailure, type ProxyReason } from './proxy-failure.ts';
import { openTunnel } from './tunnel.ts';

/** What is asked. */
export interface HttpRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** Null for a request without a body. */
  readonly body: Uint8Array | null;
  /** PEM of the only CA that may have signed the server's certificate; null for those that the system and the desk know. */
  readonly ca: string | null;
  /** Milliseconds for connecting, sending and receiving together. */
  readonly timeout: number;
  /** Bytes of the longest body that is read. */
  readonly most: number;
  /** Opens a connection of its own: one that was kept open may be closed at the very moment that it is used. */
  readonly alone?: boolean;
}

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  /** The header `content-type`, or an empty text. */
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Why there is no answer: `tls` for a handshake that failed, `size` for an answer that is too long, or what the proxy did. */
export type HttpFailureReason = 'time' | 'connection' | 'tls' | 'size' | ProxyReason;

/** A request that was not answered. */
export class HttpFailure extends Error {
  readonly reason: HttpFailureReason;
  /** False when no byte of the request can have reached the server. */
  readonly isSent: boolean;

  constructor(reason: HttpFailureReason, isSent: boolean, cause: Error) {
    super(cause.message, { cause });
    this.name = 'HttpFailure';
    this.reason = reason;
    this.isSent = isSent;
  }
}

/** How far a connection came. */
class Progress {
  #isConnected = false;
  #isReady = false;

  /** Through a tunnel the host was reached before the socket was there. */
  constructor(isReached: boolean) {
    this.#isConnected = isReached;
  }

  follow(socket: Socket, isSecure: boolean, isReused: boolean): void {
    if (isReused) {
      this.#isConnected = this.#isReady = true;
      return;
    }
    socket.once('connect', () => {
      this.#isConnected = true;
      this.#isReady ||= !isSecure;
    });
    socket.once('secureConnect', () => {
      this.#isReady = true;
    });
  }

  failure(cause: Error, reason: 'time' | 'size' | null): HttpFailure {
    const duringHandshake = this.#isConnected && !this.#isReady;
    return new HttpFailure(reason ?? (duringHandshake ? 'tls' : 'connection'), this.#isReady, cause);
  }
}

function optionsOf(
  { url, method, headers, body, ca, alone }: HttpRequest,
  signal: AbortSignal,
  tunnel: Socket | null,
): RequestOptions {
  const trusted = trustedCas(ca);
  const tls = trusted === undefined ? {} : { ca: trusted };
  return {
    method,
    headers: { ...headers, ...(body ? { 'content-length': body.length } : {}) },
    signal,
    ...(alone ? { agent: false } : {}),
    ...tls,
    ...(tunnel
      ? { agent: undefined, createConnection: () => connectTls({ ...tls, ...serverOf(url), socket: tunnel }) }
      : {}),
  };
}

/** For whom the server's certificate has to be. */
function serverOf({ hostname }: URL) {
  const host = bareHost(hostname);
  return { host, ...(isIP(host) ? {} : { servername: host }) };
}

/** A tunnel to the host; null when it is reached directly, as this machine always is. Throws `HttpFailure`. */
async function tunnelTo(url: URL, signal: AbortSignal): Promise<Socket | null> {
  try {
    const proxy = url.protocol === 'https:' ? wayTo(url.hostname) : null;
    const target = { host: bareHost(url.hostname), port: Number(url.port || 443) };
    return proxy && (await openTunnel(proxy, target, signal));
  } catch (error) {
    if (error instanceof ProxyFailure) throw new HttpFailure(error.reason, false, error);
    throw error;
  }
}

/** Sends a request and reads its answer. Rejects with `HttpFailure`. */
export async function request(asked: HttpRequest): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(asked.timeout);
  return send(asked, signal, await tunnelTo(asked.url, signal));
}

function send(asked: HttpRequest, signal: AbortSignal, tunnel: Socket | null): Promise<HttpAnswer> {
  const { url, body, most } = asked;
  const isSecure = url.protocol === 'https:';
  const start = isSecure ? httpsRequest : httpRequest;
  const progress = new Progress(tunnel !== null);
  return new Promise((resolve, reject) => {
    let isTooLong = false;
    const fail = (cause: Error) => reject(progress.failure(cause, signal.aborted ? 'time' : isTooLong ? 'size' : null));
    const call = start(url, optionsOf(asked, signal, tunnel), (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.length;
        isTooLong = size > most;
        if (isTooLong) call.destroy(new Error('the answer is too long'));
        else parts.push(part);
      });
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          contentType: answer.headers['content-type'] ?? '',
          body: new Uint8Array(Buffer.concat(parts)),
        }),
      );
      answer.on('error', fail);
    });
    call.on('socket', (socket) => progress.follow(socket, isSecure, call.reusedSocket));
    call.on('error', fail);
    // a server that changes the protocol (101) ends it without an error and without an answer
    call.on('close', () => fail(new Error('the connection ended before an answer')));
    call.end(body ?? undefined);
  });
}
