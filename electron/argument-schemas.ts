/**
 * What the page may send, call by call. The page is ours, but it shows strangers' files: whatever arrives is taken for
 * unknown until it has the right shape and a bounded size. What values mean is checked by the desk.
 */
import { isAbsolute } from 'node:path';
import * as z from 'zod/mini';
import { BOX_STATES } from '../core/box/types.ts';
import { allFactNames } from '../core/kinds/index.ts';
import type { NotaryApi } from './api.ts';

/** Longest path Windows knows; Linux and macOS stay below. */
const PATH_LENGTH = 32_767;
/** A drop of more than this many single files is not what a hand does; folders hold any number. */
const PATHS = 100_000;
const IDS = 100_000;

const line = (max: number) => z.string().check(z.maxLength(max));
const path = line(PATH_LENGTH).check(
  z.refine((value) => isAbsolute(value) && !value.includes('\0'), 'not an absolute path'),
);
const id = z.string().check(z.regex(/^[0-9a-f-]{36}$/));
const ids = z.array(id).check(z.maxLength(IDS));
const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
const whole = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max));
const language = z.enum(['zh', 'en']);
const names = allFactNames();
const factNames = z.array(z.enum(names)).check(z.maxLength(names.length));
/** Longer than a fact may be, so that the desk can say which one is too long. */
const typed = z.nullable(line(10_000));
const optional = z.exactOptional;

const holder = z.strictObject({ name: line(10_000), creditCode: typed, operator: typed });

const settings = z.strictObject({
  language: optional(language),
  theme: optional(z.enum(['system', 'light', 'dark'])),
  sealAfterRecords: optional(whole(1, 1_000_000)),
  sealAfterSeconds: optional(whole(1, 31_536_000)),
  onlyConfirmed: optional(z.boolean()),
  operator: optional(typed),
  withhold: optional(factNames),
  paper: optional(z.boolean()),
  fingerprints: optional(z.boolean()),
  exportFolder: optional(z.nullable(path)),
});

const facts = z.strictObject({
  title: optional(typed),
  kind: optional(typed),
  number: optional(typed),
  parties: optional(z.nullable(z.array(line(10_000)).check(z.maxLength(1_000)))),
  date: optional(typed),
  money: optional(z.nullable(z.strictObject({ amount: line(100), currency: line(100) }))),
  obtained: optional(typed),
  note: optional(typed),
  operator: optional(typed),
  fingerprints: optional(z.null()),
});

const query = z.strictObject({
  search: line(1_000),
  states: z.array(z.enum(['recorded', 'sealed', 'anchored', 'withdrawn', 'erased'])).check(z.maxLength(5)),
  kind: z.nullable(line(1_000)),
  from: z.nullable(day),
  to: z.nullable(day),
  sort: z.enum(['seq', 'time', 'fileName', 'title', 'number', 'state', 'size']),
  descending: z.boolean(),
  offset: whole(0, 1_000_000_000),
  limit: whole(1, 500),
});

const boxQuery = z.strictObject({
  states: z.array(z.enum(BOX_STATES)).check(z.maxLength(BOX_STATES.length)),
  search: line(1_000),
  sort: z.enum(['number', 'file', 'certificate', 'state', 'time', 'issuer']),
  descending: z.boolean(),
  offset: whole(0, 1_000_000_000),
  limit: whole(1, 500),
});

const chainName = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,50}$/));
const recoveryCode = line(1_000);
const recipients = z.array(z.strictObject({ name: line(1_000), address: typed })).check(z.maxLength(1_000));
/** What a mail program may be given: no option, no second header. */
const mailAddress = line(320).check(z.regex(/^[^\s<>@",;:\\()[\]-][^\s<>@",;:\\()[\]]*@[^\s<>@",;:\\()[\]]+$/u));
const action = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('reveal'), path }),
  z.strictObject({ do: z.literal('print'), id }),
  z.strictObject({
    do: z.literal('mail'),
    path,
    to: z.array(mailAddress).check(z.maxLength(100)),
    subject: line(1_000),
    body: line(10_000),
  }),
  z.strictObject({ do: z.literal('save-recovery'), code: recoveryCode }),
  z.strictObject({ do: z.literal('print-recovery'), code: recoveryCode }),
]);

/** What the door uses of a schema. */
export interface ArgumentSchema<T> {
  safeParse(args: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
}

/** Where and why arguments were refused. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** A schema for the argument list of every call. */
export type ArgumentSchemas = { readonly [K in keyof NotaryApi]: ArgumentSchema<Parameters<NotaryApi[K]>> };

export const argumentSchemas: ArgumentSchemas = {
  status: z.tuple([]),
  setup: z.tuple([z.strictObject({ language, holder })]),
  unlock: z.tuple([line(1_000)]),
  settings: z.tuple([settings]),
  pick: z.tuple([z.enum(['files', 'folder', 'version', 'table', 'verify', 'box', 'trust', 'chain', 'export-folder'])]),
  intake: z.tuple([
    z.strictObject({
      paths: z.array(path).check(z.maxLength(PATHS)),
      again: z.boolean(),
      supersedes: optional(id),
      fingerprints: optional(z.boolean()),
    }),
  ]),
  cancel: z.tuple([z.enum(['intake', 'certify', 'verify', 'box', 'pack'])]),
  records: z.tuple([query]),
  record: z.tuple([id]),
  provisional: z.tuple([]),
  edit: z.tuple([z.strictObject({ ids, facts })]),
  warnings: z.tuple([]),
  confirm: z.tuple([z.strictObject({ ids, confirmed: z.boolean() })]),
  table: z.tuple([path]),
  withdraw: z.tuple([z.strictObject({ ids, reason: line(10_000) })]),
  seal: z.tuple([]),
  certify: z.tuple([
    z.strictObject({
      ids,
      withhold: factNames,
      folder: z.nullable(path),
      recipients: optional(recipients),
      paper: optional(z.boolean()),
    }),
  ]),
  certificate: z.tuple([id]),
  verify: z.tuple([z.array(path).check(z.maxLength(PATHS)), z.optional(z.array(hex).check(z.maxLength(20)))]),
  isBox: z.tuple([z.array(path).check(z.maxLength(PATHS))]),
  box: z.tuple([]),
  boxStart: z.tuple([z.array(path).check(z.minLength(1), z.maxLength(PATHS))]),
  boxResume: z.tuple([]),
  boxDiscard: z.tuple([]),
  boxRows: z.tuple([boxQuery]),
  boxRow: z.tuple([whole(1, 1_000_000_000)]),
  boxExport: z.tuple([z.enum(['pdf', 'xlsx', 'csv', 'sha256'])]),
  report: z.tuple([
    z.strictObject({
      paths: z.array(path).check(z.minLength(1), z.maxLength(PATHS)),
      digests: optional(z.array(hex).check(z.maxLength(20))),
      format: z.enum(['pdf', 'json']),
    }),
  ]),
  checker: z.tuple([]),
  checkerSave: z.tuple([]),
  trust: z.tuple([]),
  trustRead: z.tuple([path]),
  trustAdd: z.tuple([z.strictObject({ path, fingerprint: hex, typed: z.nullable(line(1_000)) })]),
  trustRemove: z.tuple([hex]),
  trustExport: z.tuple([]),
  chains: z.tuple([]),
  chainRead: z.tuple([path]),
  chainAdd: z.tuple([z.strictObject({ path, fingerprint: hex, typed: z.nullable(line(1_000)) })]),
  chainChange: z.tuple([z.strictObject({ name: chainName, to: z.enum(['on', 'off', 'removed']) })]),
  chainHealth: z.tuple([chainName]),
  chainRegister: z.tuple([]),
  share: z.tuple([
    z.strictObject({
      ids,
      withhold: factNames,
      parts: z.array(z.enum(['document', 'checker', 'trust'])).check(z.maxLength(3)),
      recipients: optional(recipients),
    }),
  ]),
  pack: z.tuple([
    z.strictObject({ ids, withhold: factNames, documents: z.boolean(), recipients: optional(recipients) }),
  ]),
  sent: z.tuple([
    z.strictObject({
      search: line(1_000),
      due: z.boolean(),
      offset: whole(0, 1_000_000_000),
      limit: whole(1, 500),
    }),
  ]),
  recipients: z.tuple([]),
  replacements: z.tuple([]),
  registerExport: z.tuple([z.enum(['csv', 'xlsx'])]),
  act: z.tuple([action]),
};
