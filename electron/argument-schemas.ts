/**
 * Schemas of what the page may send. The page is ours, but it shows untrusted files, so arguments are treated as
 * unknown until their shape and size have been checked. The desk checks the meaning of values.
 */
import { isAbsolute } from 'node:path';
import * as z from 'zod/mini';
import { BOX_STATES } from '../core/documents/box/types.ts';
import { OWN_PRESETS } from '../core/handover/presets.ts';
import { isAddress } from '../core/handover/recipient.ts';
import { RECORD_COLUMN_NAMES } from '../core/node/desk/handover/record-columns.ts';
import { MATCH_FORMATS } from '../core/node/desk/match-types.ts';
import { CANCELLABLE } from '../core/node/desk/tasks.ts';
import { RECORD_STATES } from '../core/ports.ts';
import { allFactNames, documentKinds } from '../core/records/index.ts';
import { LINK_RELS } from '../core/records/links.ts';
import { PROFILE_FORMS, type TypedProfileFact } from '../core/records/profiles/facts.ts';
import { elementPlace } from '../core/records/withholding.ts';
import { GROUPINGS } from '../core/trace/match/groups.ts';
import { MOST_DOCUMENTS } from '../core/trace/match/match.ts';
import { ROLES } from '../core/trace/match/roles.ts';
import { RULE_NAMES, RULE_SET_NAMES } from '../core/trace/match/rules.ts';
import { MAX_DAYS, MAX_NOTE, MOST_NOTES } from '../core/trace/match/statement.ts';

/** The longest path on Windows; Linux and macOS have shorter limits. */
const PATH_LENGTH = 32_767;
/** Nobody drops more single files than this by hand; folders may contain any number. */
const PATHS = 100_000;
const IDS = 100_000;

export const line = (max: number) => z.string().check(z.maxLength(max));
export const path = line(PATH_LENGTH).check(
  z.refine((value) => isAbsolute(value) && !value.includes('\0'), 'not an absolute path'),
);
export const id = z.string().check(z.regex(/^[0-9a-f-]{36}$/));
export const ids = z.array(id).check(z.maxLength(IDS));
export const someIds = z.array(id).check(z.minLength(1), z.maxLength(IDS));
export const paths = z.array(path).check(z.maxLength(PATHS));
export const somePaths = z.array(path).check(z.minLength(1), z.maxLength(PATHS));
export const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** Digests of documents that are not available. */
export const digests = z.array(hex).check(z.maxLength(20));
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
export const whole = (min: number, max: number) => z.int().check(z.minimum(min), z.maximum(max));
const page = { offset: whole(0, 1_000_000_000), limit: whole(1, 500) };
const language = z.enum(['zh', 'en']);
const names = allFactNames();
export const factNames = z.array(z.enum(names)).check(z.maxLength(names.length));
/** A fact, or an element of a list. */
const withheldName = line(80).check(
  z.refine((value) => names.includes(elementPlace(value)?.name ?? value), 'not the name of a fact'),
);
const withheldNames = z.array(withheldName).check(z.maxLength(names.length + 1_000));
const withhold = z.union([
  withheldNames,
  z.strictObject({
    names: withheldNames,
    records: z.record(id, withheldNames).check(z.refine((records) => Object.keys(records).length <= IDS, 'too many')),
  }),
]);
/** Longer than a fact may be, so that the desk can report which one is too long. */
const typed = z.nullable(line(10_000));
export const optional = z.exactOptional;

/** A passphrase or a recovery code. */
export const secret = line(1_000);
export const newPassphrase = z.strictObject({ current: z.nullable(secret), passphrase: secret });

export const holder = z.strictObject({ name: line(10_000), creditCode: typed, operator: typed });
export const setup = z.strictObject({
  language,
  holder,
  sealsItself: optional(z.boolean()),
});

export const currency = z.string().check(z.regex(/^[A-Z]{3}$/));

export const settings = z.strictObject({
  language: optional(language),
  theme: optional(z.enum(['system', 'light', 'dark'])),
  sealAfterRecords: optional(whole(1, 1_000_000)),
  sealAfterSeconds: optional(whole(1, 31_536_000)),
  sealsItself: optional(z.boolean()),
  onlyConfirmed: optional(z.boolean()),
  operator: optional(typed),
  currency: optional(z.nullable(currency)),
  withhold: optional(factNames),
  paper: optional(z.boolean()),
  checker: optional(typed),
  fingerprints: optional(z.boolean()),
  lastWithheld: optional(z.nullable(factNames)),
  presets: optional(
    z
      .array(z.strictObject({ name: line(2 * OWN_PRESETS.name), shown: factNames }))
      .check(z.maxLength(OWN_PRESETS.most)),
  ),
  shownTo: optional(
    z
      .array(
        z.strictObject({
          recipient: line(10_000),
          preset: z.nullable(line(2 * OWN_PRESETS.name)),
          withhold: factNames,
        }),
      )
      .check(z.maxLength(1_000)),
  ),
  exportFolder: optional(z.nullable(path)),
});

const ofProfiles = Object.fromEntries(
  (Object.keys(PROFILE_FORMS) as TypedProfileFact[]).map((name) => [name, optional(typed)]),
) as Record<TypedProfileFact, ReturnType<typeof optional<typeof typed>>>;

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
  ...ofProfiles,
  fingerprints: optional(z.null()),
});

const profiles = documentKinds().map(({ key }) => key);

export const edit = z.strictObject({
  ids,
  facts,
  profile: optional(z.enum(profiles)),
  drop: optional(z.boolean()),
});
export const confirmation = z.strictObject({ ids, confirmed: z.boolean() });
export const reason = line(10_000).check(z.refine((value) => value.trim() !== '', 'blank'));
export const withdrawal = z.strictObject({ ids, reason: line(10_000) });

const basis = line(64);
const origin = z.string().check(z.regex(/^desk\/[0-9a-f]{64}$/));
const target = z.union([z.strictObject({ record: id }), z.strictObject({ origin, leaf: hex })]);
export const unlink = z.strictObject({ id, rel: z.enum(LINK_RELS), to: target });
export const link = z.strictObject({ id, rel: z.enum(LINK_RELS), to: target, basis: optional(basis) });

export const filter = {
  search: line(1_000),
  states: z.array(z.enum(RECORD_STATES)).check(z.maxLength(RECORD_STATES.length)),
  kind: z.nullable(line(1_000)),
  from: z.nullable(day),
  to: z.nullable(day),
  ids: optional(ids),
  sort: z.enum(['seq', 'time', 'fileName', 'title', 'number', 'state', 'size', 'parties', 'date', 'money']),
  descending: z.boolean(),
};

export const query = z.strictObject({ ...filter, ...page });

export const boxQuery = z.strictObject({
  states: z.array(z.enum(BOX_STATES)).check(z.maxLength(BOX_STATES.length)),
  search: line(1_000),
  sort: z.enum(['number', 'file', 'certificate', 'state', 'time', 'issuer']),
  descending: z.boolean(),
  ...page,
});

export const sentQuery = z.strictObject({ search: line(1_000), due: z.boolean(), ...page });

export const pickKind = z.enum([
  'files',
  'folder',
  'version',
  'table',
  'tape',
  'dossier',
  'verify',
  'certificate',
  'box',
  'trust',
  'bundle',
  'chain',
  'answer',
  'match',
  'export-folder',
]);
export const task = z.enum(CANCELLABLE);

export const intake = z.strictObject({
  paths,
  again: z.boolean(),
  supersedes: optional(id),
  fingerprints: optional(z.boolean()),
});

export const recipients = z.array(z.strictObject({ name: line(1_000), address: typed })).check(z.maxLength(1_000));
export const withholding = z.strictObject({ ids, withhold });
export const preview = z.strictObject({ id, withhold: withheldNames, paper: optional(z.boolean()) });
const handing = { ids, withhold, recipients: optional(recipients) };
export const certify = z.strictObject({ ...handing, folder: z.nullable(path), paper: optional(z.boolean()) });
export const share = z.strictObject({
  ...handing,
  paper: optional(z.boolean()),
  parts: z.array(z.enum(['document', 'checker', 'trust'])).check(z.maxLength(3)),
});
export const tracePack = z.strictObject({
  id,
  withhold: factNames,
  recipients: optional(recipients),
  paper: optional(z.boolean()),
  parts: z.array(z.enum(['document', 'checker', 'trust'])).check(z.maxLength(3)),
});
export const traceExport = z.strictObject({ id, format: z.enum(['epcis', 'prov']) });
export const pack = z.strictObject({ ...handing, documents: z.boolean() });
export const report = z.strictObject({
  paths: somePaths,
  digests: optional(digests),
  acceptDemo: optional(z.boolean()),
  format: z.enum(['pdf', 'json']),
});
export const sheetFormat = z.enum(['pdf', 'xlsx', 'csv', 'sha256']);
export const tableFormat = z.enum(['csv', 'xlsx']);
export const tableWish = z.strictObject({
  currency: z.nullable(currency),
  preview: z.boolean(),
});

export const listExport = z.strictObject({
  filter: z.strictObject(filter),
  columns: z.array(z.enum(RECORD_COLUMN_NAMES)).check(z.maxLength(RECORD_COLUMN_NAMES.length)),
  format: tableFormat,
});

const decimal = line(30);
const matchNote = z.strictObject({
  group: z.string().check(z.regex(/^[0-9a-f-]{36}$|^[0-9a-f]{64}$/)),
  rule: z.nullable(z.enum(RULE_NAMES)),
  text: z.string().check(z.maxLength(MAX_NOTE)),
});
export const matchWish = z.strictObject({
  ids: someIds.check(z.maxLength(MOST_DOCUMENTS)),
  set: z.enum(RULE_SET_NAMES),
  allowance: z.strictObject({ percent: decimal, absolute: decimal, days: whole(0, MAX_DAYS) }),
  linked: optional(z.boolean()),
  roles: optional(
    z
      .record(id, z.enum(ROLES))
      .check(z.refine((roles) => Object.keys(roles).length <= MOST_DOCUMENTS, 'more roles than documents')),
  ),
  grouping: optional(z.enum(GROUPINGS)),
  notes: optional(z.array(matchNote).check(z.maxLength(MOST_NOTES))),
});
export const matchSaving = z.strictObject({
  wish: matchWish,
  format: z.enum(MATCH_FORMATS),
  record: z.boolean(),
});

/** Taking over a trust bundle or a consortium file that was read. */
export const acceptance = z.strictObject({ path, fingerprint: hex, typed: z.nullable(line(1_000)) });
export const chainName = z.string().check(z.regex(/^(?:[a-z0-9-]{1,32}:)?[A-Za-z0-9._-]{1,64}$/));
export const chainChange = z.strictObject({ name: chainName, to: z.enum(['on', 'off', 'removed']) });

// one that begins like an option is none for a mail program
const mailAddress = line(320).check(z.refine((text) => isAddress(text) && !text.startsWith('-'), 'not a mail address'));
export const action = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('reveal'), path }),
  z.strictObject({ do: z.literal('print'), id }),
  z.strictObject({
    do: z.literal('mail'),
    path,
    to: z.array(mailAddress).check(z.maxLength(100)),
    subject: line(1_000),
    body: line(10_000),
  }),
  z.strictObject({ do: z.literal('save-recovery'), code: secret }),
  z.strictObject({ do: z.literal('print-recovery'), code: secret }),
]);
