/**
 * The socket to the engine: frames of a length and a message, answered strictly in their order. The handler is
 * synchronous, so one event loop is the lock between the engine's four connections. A unix socket that only this user
 * can open: ABCI has no authentication.
 */
import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { delimited } from '../../../anchors/cometbft/protobuf.ts';
import { NotaryError } from '../../../errors.ts';
import { concat } from '../../../formats/bytes.ts';
import { decodeRequest, encodeResponse, type Request, type Response } from './messages.ts';
import { readVarint } from './wire.ts';

/** Above the largest block that the genesis allows. */
const MAX_FRAME = 8 * 1024 * 1024;

/** Cuts a stream into messages. */
export class Frames {
  #rest: Uint8Array = new Uint8Array(0);

  /** The messages that this chunk completes. Throws `too-large` or `malformed`. */
  push(chunk: Uint8Array): Uint8Array[] {
    this.#rest = this.#rest.length === 0 ? chunk : concat(this.#rest, chunk);
    const messages: Uint8Array[] = [];
    for (let next = this.#next(); next !== null; next = this.#next()) messages.push(next);
    return messages;
  }

  #next(): Uint8Array | null {
    const length = readVarint(this.#rest, 0);
    if (!length) return null;
    if (length.value < 0 || length.value > MAX_FRAME) throw new NotaryError('too-large', 'ABCI: a frame too large');
    const end = length.end + length.value;
    if (this.#rest.length < end) return null;
    const message = this.#rest.slice(length.end, end);
    this.#rest = this.#rest.subarray(end);
    return message;
  }
}

/** Answers one request, synchronously. An error that it throws is passed to `fail`. */
export type Handler = (request: Request) => Response;

async function serve(socket: Socket, handle: Handler): Promise<void> {
  const frames = new Frames();
  for await (const chunk of socket) {
    const answers = frames
      .push(chunk as Uint8Array)
      .map((message) => delimited(encodeResponse(handle(decodeRequest(message)))));
    if (answers.length > 0 && !socket.write(concat(...answers)))
      await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve));
  }
}

function removeStale(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found && !found.isSocket()) throw new NotaryError('bad-input', `${path} is there and is no socket`);
  if (found) rmSync(path);
}

/** A listening socket; `close` also ends open connections. */
export interface AbciServer {
  close(): Promise<void>;
}

/**
 * Listens on a unix socket. `fail` is called with an error of the handler or the protocol: the state may then differ
 * from the engine's, so the program should end and be restarted.
 */
export function listen(path: string, handle: Handler, fail: (error: unknown) => void): Promise<AbciServer> {
  removeStale(path);
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, handle).catch((error: NodeJS.ErrnoException) => {
      socket.destroy();
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE')
        fail(error);
    });
  });
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return new Promise((resolve, reject) => {
    const umask = process.umask(0o077);
    server.once('error', reject);
    server.listen(path, () => {
      chmodSync(path, 0o600);
      resolve({ close });
    });
    process.umask(umask);
  });
}
