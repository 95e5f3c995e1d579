/** Schemas of the calls that set how others are reached. The desk judges what was typed. */
import * as z from 'zod/mini';
import { line, optional, path } from './argument-schemas.ts';

const proxy = z.strictObject({
  address: line(300),
  exceptions: z.array(line(300)).check(z.maxLength(200)),
  user: z.nullable(line(1_000)),
  password: z.nullable(line(2_000)),
});

export const wish = z.strictObject({ proxy: optional(z.nullable(proxy)), ca: optional(z.nullable(path)) });
export const address = line(300);
