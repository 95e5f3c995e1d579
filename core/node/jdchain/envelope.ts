/**
 * What a node answers as JSON: status first, then the envelope, then the data, because a path that does not exist is answered
 * with `success: true`, and what is unknown with nothing at all. Bounded in depth; integers are not rounded.
 */
import { NotaryError } from '../../errors.ts';
import { fromUtf8 } from '../../formats/bytes.ts';
import { literal, loose, orElse, readOrNull, text } from '../../formats/decoder.ts';
import type { HttpAnswer } from '../network/http.ts';

/** A node's answer: data, nothing (the node does not know it), or its error. */
export type Envelope =
  | { readonly is: 'data'; readonly data: unknown }
  | { readonly is: 'nothing' }
  | { readonly is: 'error'; readonly message: string };

const MOST_DEPTH = 32;
const MOST_SAID = 4000;

/** Throws `too-large` for JSON that is deeper. */
function boundDepth(json: string): void {
  let depth = 0;
  for (const [part] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/gs)) {
    if (part === '[' || part === '{') depth++;
    else if (part === ']' || part === '}') depth--;
    if (depth > MOST_DEPTH) throw new NotaryError('too-large', `JSON deeper than ${MOST_DEPTH}`);
  }
}

type Reviver = (this: unknown, name: string, value: unknown, context: { readonly source?: string }) => unknown;

/** Integers that a number would round are `bigint`. */
const unrounded: Reviver = (_, value, { source }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && /^-?\d{1,19}$/.test(source)
    ? BigInt(source)
    : value;

/** JSON of others. Throws `malformed` or `too-large`. */
export function parseJson(bytes: Uint8Array): unknown {
  const json = fromUtf8(bytes);
  boundDepth(json);
  try {
    return JSON.parse(json, unrounded as (name: string, value: unknown) => unknown);
  } catch (cause) {
    throw new NotaryError('malformed', 'not JSON', {}, cause);
  }
}

const succeeded = loose({ success: literal(true) });
const failed = loose({
  success: literal(false),
  error: orElse(loose({ errorMessage: orElse(text(MOST_SAID), '') }), { errorMessage: '' }),
});

/** Reads the body of an answer with status 200. Throws `malformed` or `too-large`. */
export function parseEnvelope({ body }: Pick<HttpAnswer, 'body'>): Envelope {
  if (body.length === 0) return { is: 'nothing' };
  const value = parseJson(body);
  const failure = readOrNull(failed, value);
  if (failure) return { is: 'error', message: failure.error.errorMessage };
  succeeded(value, 'answer');
  const { data } = value as { readonly data?: unknown };
  return data === undefined || data === null ? { is: 'nothing' } : { is: 'data', data };
}
