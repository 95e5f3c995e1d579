/** Schemas of the calls with which a connection is added. The desk judges the answers. */
import * as z from 'zod/mini';
import { FOREIGN_LIMITS } from '../core/node/connectors/foreign/import.ts';
import { hex, line, path } from './argument-schemas.ts';

const name = z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]{0,63}$/));
const few = z.refine((value) => Object.keys(Object(value)).length <= FOREIGN_LIMITS.questions, 'too many');

const answers = z.strictObject({
  // one more than is taken, so that the desk can say which one is too long
  texts: z.record(name, line(FOREIGN_LIMITS.answer + 1)).check(few),
  files: z.record(name, path).check(few),
});
const parts = { paths: z.array(path).check(z.minLength(1), z.maxLength(FOREIGN_LIMITS.files)), answers };

export const wish = z.strictObject(parts);
export const shown = z.strictObject({ ...parts, fingerprint: hex });
export const addition = z.strictObject({ ...parts, fingerprint: hex, typed: z.nullable(line(1_000)) });
