/** Schemas of what the page may send about trust bundles; see `argument-schemas.ts`. */
import * as z from 'zod/mini';
import { hex, line, path, whole } from './argument-schemas.ts';

/** More files than a bundle could be made of by a person. */
const MOST_SOURCES = 200;

const source = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('file'), path }),
  z.strictObject({ from: z.literal('accepted'), fingerprint: hex }),
]);
export const bundleWish = z.strictObject({
  sources: z.array(source).check(z.maxLength(MOST_SOURCES)),
  // longer than a name may be, so that the desk can say so
  name: z.string().check(z.maxLength(10_000)),
  policy: z.strictObject({ witnesses: whole(0, 200), chains: whole(0, 20) }),
  names: z.enum(['refuse', 'first']),
});
export const bundleSaving = z.strictObject({ wish: bundleWish, fingerprint: hex });
export const comparison = z.strictObject({ fingerprint: hex, typed: line(1_000) });
