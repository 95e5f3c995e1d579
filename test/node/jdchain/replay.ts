/** A server that answers one request at a time as a recorded node did, and says whether it was asked as that one was. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toHex } from '../../../core/formats/bytes.ts';
import { bodyOf, type Exchange } from '../../anchor/jdchain/support/vectors.ts';

/** An exchange with what this server needs of it. */
export interface Recording extends Exchange {
  readonly noAnswer?: string;
  readonly responseHeaders?: Readonly<Record<string, string>> | null;
  readonly finalState?: string | null;
}

/** What was asked. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  readonly authorization: string | undefined;
}

/** See the head of this file. */
export class Replay {
  /** What is answered next; one without an answer keeps its client waiting. */
  next: Recording | null = null;
  readonly asked: Asked[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async start(): Promise<Replay> {
    const replay = new Replay();
    await new Promise<void>((resolve) => replay.#server.listen(0, '127.0.0.1', resolve));
    return replay;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { headers, method = '', url: path = '' } = request;
    const body = toHex(new Uint8Array(Buffer.concat(parts)));
    const { accept, authorization, 'content-type': contentType } = headers;
    this.asked.push({ method, path, body, contentType, accept, authorization });
    const { next } = this;
    if (!next?.status) return;
    const type = next.responseHeaders?.['content-type'];
    response.writeHead(next.status, type ? { 'content-type': type } : {});
    response.end(bodyOf(next.response) ?? new Uint8Array(0));
  }

  async stop(): Promise<void> {
    const stopped = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await stopped;
  }
}
