/** A node that is not honest: it stands before a real one and lies, delays or closes. */
import { createServer, type ServerResponse } from 'node:http';
import { onLoopback } from './loopback.ts';

interface Call {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Answers a call, with or without asking the honest node; null closes the connection without a word. */
export type Lie = (call: Call, honest: () => Promise<string>) => string | null | Promise<string | null>;

async function forward(url: string, body: string): Promise<string> {
  return await (await fetch(url, { method: 'POST', body })).text();
}

/** Starts the proxy; its address and how to end it. */
export async function proxy(url: string, lie: Lie): Promise<{ url: string; end: () => Promise<void> }> {
  const answer = async (body: string, response: ServerResponse) => {
    const said = await lie(JSON.parse(body) as Call, () => forward(url, body));
    if (said === null) response.destroy();
    else response.end(said);
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => void answer(Buffer.concat(parts).toString(), response).catch(() => response.destroy()));
  });
  return await onLoopback(server);
}

/** An answer of the application, as a node passes it on. */
export function queryAnswer(value: object): string {
  const base64 = Buffer.from(JSON.stringify(value)).toString('base64');
  return JSON.stringify({ jsonrpc: '2.0', id: 1, result: { response: { code: 0, value: base64, height: '9' } } });
}
