/** Schemas of what the page may send about dossiers; see `argument-schemas.ts`. */
import * as z from 'zod/mini';
import { MAX_ITEMS } from '../core/dossier/items.ts';
import { TAPE_COLUMNS, TAPE_LIMITS } from '../core/dossier/tape/columns.ts';
import { DOSSIER_TEMPLATES } from '../core/dossier/templates/templates.ts';
import { MAX_RULE_LINES } from '../core/records/dossier.ts';
import {
  currency,
  factNames,
  filter,
  id,
  line,
  optional,
  path,
  recipients,
  someIds,
  tableFormat,
  whole,
} from './argument-schemas.ts';

/** Longer than a fact may be, so that the desk can report which one is too long. */
const typed = z.nullable(line(10_000));
const day = z.nullable(line(100));
/** Openings of one certificate at most (core/dossier/files.ts). */
const MAX_OPENINGS = 20_000;

const condition = z.strictObject({
  fact: line(64),
  op: z.enum(['is', 'not', 'from', 'to']),
  value: line(10_000),
});
const mapping = z
  .record(line(TAPE_LIMITS.cell), z.enum([...TAPE_COLUMNS, 'none']))
  .check(z.refine((heads) => Object.keys(heads).length <= TAPE_LIMITS.columns, 'too many columns'));
const ofRecords = [
  z.strictObject({ from: z.literal('ids'), ids: someIds }),
  z.strictObject({
    from: z.literal('filter'),
    filter: z.array(condition).check(z.minLength(1), z.maxLength(MAX_RULE_LINES)),
  }),
  z.strictObject({ from: z.literal('list'), filter: z.strictObject(filter) }),
] as const;
const tape = { from: z.literal('tape'), path, mapping };

export const plan = z.strictObject({
  source: z.discriminatedUnion('from', [...ofRecords, z.strictObject(tape)]),
  cutOff: day,
});
export const wish = z.strictObject({
  source: z.discriminatedUnion('from', [...ofRecords, z.strictObject({ ...tape, skip: z.boolean() })]),
  title: typed,
  number: typed,
  note: typed,
  date: day,
  template: z.nullable(z.enum(DOSSIER_TEMPLATES)),
  words: z.nullable(z.array(line(10_000)).check(z.maxLength(MAX_RULE_LINES))),
  cutOff: day,
  supersedes: z.nullable(id),
});
export const lines = z.strictObject({
  id,
  list: z.enum(['items', 'credits']),
  search: line(1_000),
  offset: whole(0, MAX_ITEMS),
  limit: whole(1, 500),
});
const sampled = {
  id,
  size: whole(1, MAX_ITEMS),
  seed: line(10_000),
  by: z.enum(['item', 'amount']),
  currency: z.nullable(currency),
};
export const sample = z.strictObject(sampled);
export const sampleSave = z.strictObject({ ...sampled, format: tableFormat });
export const compare = z.strictObject({
  first: id,
  second: z.union([z.strictObject({ record: id }), z.strictObject({ path })]),
});
const opened = z.array(id).check(z.maxLength(MAX_OPENINGS));
export const certify = z.strictObject({
  id,
  shows: z.strictObject({
    items: z.boolean(),
    open: opened,
    absent: opened,
    sample: z.nullable(z.strictObject({ seed: line(10_000), size: whole(1, MAX_ITEMS) })),
  }),
  withhold: factNames,
  folder: z.nullable(path),
  recipients: optional(recipients),
});
export const tables = z.strictObject({
  id,
  tables: z.enum(['pool', 'esma']),
  cutOff: day,
  format: tableFormat,
  programme: line(200),
  transaction: line(200),
  noData: z.enum(['notCollected', 'notLoaded', 'elsewhere', 'notApplicable']),
});
