/** What was found of an anchor, kept for the certificates that carry the same one. */
import type { Crypto } from '../crypto.ts';
import type { Json } from '../formats/canonical.ts';
import type { Anchor } from '../formats/evidence.ts';

/** Maximum number of remembered anchors. */
const REMEMBERED = 256;

/**
 * A pure function of an anchor and of what stands beside it. Certificates of one checkpoint carry the same anchors, so
 * results are remembered for exactly these bytes.
 */
export function remembering<S, R>(
  ask: (anchor: Anchor, subject: S, crypto: Crypto) => R,
  beside: (subject: S) => Json,
): (anchor: Anchor, subject: S, crypto: Crypto) => R {
  const memory = new WeakMap<Crypto, Map<string, R>>();
  return (anchor, subject, crypto) => {
    const known = memory.get(crypto) ?? new Map<string, R>();
    memory.set(crypto, known);
    const key = JSON.stringify([beside(subject), anchor]);
    const found = known.get(key) ?? ask(anchor, subject, crypto);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, found);
    return found;
  };
}

/**
 * Reads an anchor; what came of the last one is kept with every byte of it, because one verification asks several times. What is
 * beside it decides nothing but how it is computed.
 */
export function readOnce<A extends readonly unknown[], E>(
  read: (anchor: Anchor, ...beside: A) => E,
): (anchor: Anchor, ...beside: A) => E {
  let last: { readonly text: string; readonly evidence: E } | null = null;
  return (anchor, ...beside) => {
    const text = JSON.stringify(anchor);
    if (last?.text !== text) last = { text, evidence: read(anchor, ...beside) };
    return last.evidence;
  };
}
