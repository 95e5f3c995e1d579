/** What commands that serve over HTTP have in common: where they listen, what they say, and when they end. */
import { resolve } from 'node:path';
import { visible } from '../../formats/plain-text.ts';
import { faultOf } from '../system/fault.ts';
import { isLoopback } from '../system/loopback.ts';
import { readSmallFile } from '../system/small-file.ts';
import type { HttpWitness, Listening, Served } from '../witness/server.ts';
import { serveWitness } from '../witness/server.ts';
import type { OptionShapes } from './arguments.ts';
import { usage } from './arguments.ts';
import { type Context, remark } from './context.ts';
import { errorLine } from './print.ts';
import { witnessTextsFor } from './texts/witness.ts';

/** Options of a command that serves. */
export const SERVING_OPTIONS = {
  listen: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'behind-proxy': { type: 'boolean' },
} as const satisfies OptionShapes;

/** Their form. */
export const SERVING_FORM = '[--listen HOST:PORT] [--tls-cert FILE --tls-key FILE | --behind-proxy]';

/**
 * Where to listen, by the options; `usual` is the address without them, `form` the command's. Plain HTTP is for this machine and
 * for what stands behind a proxy. Throws `usage`.
 */
export function listening({ args }: Context, usual: string, form: string): Listening {
  const [, host = '', port = ''] = /^\[?([^[\]]+?)\]?:(\d{1,5})$/.exec(args.text('listen') ?? usual) ?? [];
  const [cert, key] = [args.text('tls-cert'), args.text('tls-key')];
  const read = (path: string) => new Uint8Array(readSmallFile(resolve(path)));
  const isOpen = cert === null && !args.flag('behind-proxy') && !isLoopback(host);
  if (host === '' || Number(port) > 65535 || (cert === null) !== (key === null) || isOpen)
    throw usage('form', { form });
  const tls = cert === null || key === null ? null : { cert: read(cert), key: read(key) };
  return { host, port: Number(port), tls };
}

/** A witness that is to be served. */
export interface Serving {
  readonly witness: HttpWitness;
  readonly at: Listening;
  /** Called with the address once it listens. */
  tell(address: string): void;
}

/** Serves until Ctrl-C, and then until what is on its way is answered. */
export async function serveUntilStopped(context: Context, { witness, at, tell }: Serving): Promise<void> {
  const texts = witnessTextsFor(context.language);
  const { signal } = context;
  const server = await serveWitness(witness, at, (served) => report(context, served));
  tell(`${at.tls ? 'https' : 'http'}://${at.host.includes(':') ? `[${at.host}]` : at.host}:${server.port}`);
  if (!at.tls) remark(context, texts.plain);
  await new Promise<void>((stop) => {
    if (signal.aborted) stop();
    signal.addEventListener('abort', () => stop(), { once: true });
  });
  await server.close();
  remark(context, texts.stopped);
}

/** Characters of a log's origin in a line: strangers may send very long ones, again and again. */
const SHOWN_ORIGIN = 100;

/** One line for each request; those that came too often are not worth one. */
function report(context: Context, { from, status, checkpoint, failure }: Served): void {
  if (status === 429) return;
  const about = checkpoint ? ` ${visible(checkpoint.origin.slice(0, SHOWN_ORIGIN))} ${checkpoint.size}` : '';
  remark(context, `${new Date().toISOString()} ${from} ${status}${about}`);
  if (failure !== null)
    remark(context, `${witnessTextsFor(context.language).failed}: ${errorLine(context.words, faultOf(failure))}`);
}

/** How long a list that can change meanwhile is taken for what it is, in milliseconds. */
const KEPT = 5_000;

/** A list that is read again now and then; when it cannot be read, the one from before stays, and it is said why. */
export function readAgain<T>(context: Context, read: () => T): () => T {
  let [value, at] = [read(), performance.now()];
  return () => {
    if (performance.now() - at < KEPT) return value;
    at = performance.now();
    try {
      value = read();
    } catch (error) {
      remark(context, errorLine(context.words, faultOf(error)));
    }
    return value;
  };
}
