/**
 * The window's calls, one entry each: who answers it, whether it needs an open desk, the schema of its arguments, and
 * which of them are files that a user must have chosen. Its signature is in `api.ts`. The functions of the preload, the
 * checks on arrival, the forwarding handlers, and the calls that the desk's process has to answer are all derived from
 * this table; a call that is missing somewhere does not compile.
 */
import * as z from 'zod/mini';
import type { ChainWish, CompareWish, DossierPlanWish, DossierSource, NotaryApi } from './api.ts';
import * as is from './argument-schemas.ts';
import type { Call } from './channels.ts';
import * as connection from './connection-schemas.ts';
import * as dossier from './dossier-schemas.ts';
import * as network from './network-schemas.ts';
import type { BundleWish } from './trust-api.ts';
import * as trust from './trust-schemas.ts';

/** The part of a schema that is used here. */
export interface ArgumentSchema<T> {
  safeParse(args: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
}

/** Path and reason of a refusal. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** One call. */
export interface CallEntry<K extends Call> {
  /**
   * `main`: the main process. `desk`: the desk's process. `file`: the desk's process, with the path that a user chose
   * for saving.
   */
  readonly by: 'main' | 'desk' | 'file';
  /** Whether the desk has to be set up and unlocked. */
  readonly open: boolean;
  readonly args: ArgumentSchema<Parameters<NotaryApi[K]>>;
  /** The files and folders that it reads. */
  reads?(...args: Parameters<NotaryApi[K]>): readonly string[];
}

/** Schema for calls without arguments. */
const none = z.tuple([]);
const one = (path: string) => [path];
const all = (paths: readonly string[]) => paths;
const named = ({ path }: { readonly path: string }) => [path];
const taped = ({ source }: { readonly source: DossierSource | DossierPlanWish['source'] }) =>
  source.from === 'tape' ? [source.path] : [];
const compared = ({ second }: CompareWish) => ('path' in second ? [second.path] : []);
const connecting = ({ paths, answers }: ChainWish) => [...paths, ...Object.values(answers.files)];
const sourced = ({ sources }: BundleWish) => sources.flatMap((source) => (source.from === 'file' ? [source.path] : []));
const listed = ({ paths }: { readonly paths: readonly string[] }) => paths;

export const calls = {
  status: { by: 'desk', open: false, args: none },
  setup: { by: 'desk', open: false, args: z.tuple([is.setup]) },
  unlock: { by: 'desk', open: false, args: z.tuple([is.secret]) },
  holder: { by: 'desk', open: true, args: z.tuple([is.holder]) },
  holders: { by: 'desk', open: true, args: none },
  settings: { by: 'desk', open: true, args: z.tuple([is.settings]) },
  pick: { by: 'main', open: false, args: z.tuple([is.pickKind]) },
  intake: { by: 'desk', open: true, args: z.tuple([is.intake]), reads: listed },
  cancel: { by: 'desk', open: false, args: z.tuple([is.task]) },
  clockDecide: { by: 'desk', open: true, args: z.tuple([is.reason]) },
  records: { by: 'desk', open: true, args: z.tuple([is.query]) },
  record: { by: 'desk', open: true, args: z.tuple([is.id]) },
  provisional: { by: 'desk', open: true, args: none },
  edit: { by: 'desk', open: true, args: z.tuple([is.edit]) },
  take: { by: 'desk', open: true, args: z.tuple([is.someIds]) },
  warnings: { by: 'desk', open: true, args: none },
  confirm: { by: 'desk', open: true, args: z.tuple([is.confirmation]) },
  table: { by: 'desk', open: true, args: z.tuple([is.path, z.optional(is.tableWish)]), reads: one },
  tableTemplate: { by: 'file', open: true, args: z.tuple([is.tableFormat]) },
  withdraw: { by: 'desk', open: true, args: z.tuple([is.withdrawal]) },
  links: { by: 'desk', open: true, args: z.tuple([is.id]) },
  link: { by: 'desk', open: true, args: z.tuple([is.link]) },
  unlink: { by: 'desk', open: true, args: z.tuple([is.unlink]) },
  linkPartners: { by: 'desk', open: true, args: none },
  linkForget: { by: 'desk', open: true, args: z.tuple([is.hex]) },
  linkTakeIn: { by: 'desk', open: true, args: z.tuple([is.path]), reads: one },
  erasure: { by: 'desk', open: true, args: z.tuple([is.someIds]) },
  erase: { by: 'desk', open: true, args: z.tuple([is.someIds]) },
  seal: { by: 'desk', open: true, args: none },
  certify: { by: 'desk', open: true, args: z.tuple([is.certify]) },
  certifyWarm: { by: 'desk', open: true, args: z.tuple([is.id]) },
  certificate: { by: 'desk', open: true, args: z.tuple([is.id]) },
  certificatePreview: { by: 'desk', open: true, args: z.tuple([is.preview]) },
  alsoWithheld: { by: 'desk', open: true, args: z.tuple([is.withholding]) },
  verify: {
    by: 'desk',
    open: false,
    args: z.tuple([is.paths, z.optional(is.digests), z.optional(z.boolean())]),
    reads: all,
  },
  isBox: { by: 'desk', open: false, args: z.tuple([is.paths]), reads: all },
  box: { by: 'desk', open: false, args: none },
  boxStart: { by: 'desk', open: true, args: z.tuple([is.somePaths]), reads: all },
  boxResume: { by: 'desk', open: true, args: none },
  boxDiscard: { by: 'desk', open: true, args: none },
  boxRows: { by: 'desk', open: true, args: z.tuple([is.boxQuery]) },
  boxRow: { by: 'desk', open: true, args: z.tuple([is.whole(1, 1_000_000_000)]) },
  boxExport: { by: 'file', open: true, args: z.tuple([is.sheetFormat]) },
  report: { by: 'file', open: false, args: z.tuple([is.report]), reads: listed },
  checker: { by: 'desk', open: false, args: none },
  checkerSave: { by: 'file', open: false, args: none },
  trust: { by: 'desk', open: true, args: none },
  trustDamaged: { by: 'desk', open: true, args: none },
  trustRead: { by: 'desk', open: false, args: z.tuple([is.path]), reads: one },
  trustAdd: { by: 'desk', open: true, args: z.tuple([is.acceptance]), reads: named },
  trustRemove: { by: 'desk', open: true, args: z.tuple([is.hex]) },
  trustExport: { by: 'file', open: true, args: none },
  bundlePlan: { by: 'desk', open: true, args: z.tuple([trust.bundleWish]), reads: sourced },
  bundleSave: { by: 'file', open: true, args: z.tuple([trust.bundleSaving]), reads: ({ wish }) => sourced(wish) },
  trustCompare: { by: 'desk', open: true, args: z.tuple([trust.comparison]) },
  chains: { by: 'desk', open: true, args: none },
  chainPlan: { by: 'desk', open: true, args: z.tuple([connection.wish]), reads: connecting },
  chainTry: { by: 'desk', open: true, args: z.tuple([connection.shown]), reads: connecting },
  chainAdd: { by: 'desk', open: true, args: z.tuple([connection.addition]), reads: connecting },
  chainTest: { by: 'desk', open: true, args: z.tuple([is.chainName]) },
  chainKey: { by: 'desk', open: true, args: z.tuple([is.chainName]) },
  chainChange: { by: 'desk', open: true, args: z.tuple([is.chainChange]) },
  chainHealth: { by: 'desk', open: true, args: z.tuple([is.chainName]) },
  chainRegister: { by: 'file', open: true, args: none },
  network: { by: 'desk', open: true, args: none },
  networkChange: { by: 'desk', open: true, args: z.tuple([network.wish]), reads: ({ ca }) => (ca ? [ca] : []) },
  networkTry: { by: 'desk', open: true, args: z.tuple([network.address]) },
  share: { by: 'file', open: true, args: z.tuple([is.share]) },
  trace: { by: 'desk', open: true, args: z.tuple([is.id]) },
  traceExport: { by: 'file', open: true, args: z.tuple([is.traceExport]) },
  tracePack: { by: 'file', open: true, args: z.tuple([is.tracePack]) },
  pack: { by: 'file', open: true, args: z.tuple([is.pack]) },
  match: { by: 'desk', open: true, args: z.tuple([is.matchWish]) },
  matchNotes: { by: 'desk', open: true, args: z.tuple([is.path]), reads: one },
  matchSave: { by: 'file', open: true, args: z.tuple([is.matchSaving]) },
  dossierPlan: { by: 'desk', open: true, args: z.tuple([dossier.plan]), reads: taped },
  dossierMake: { by: 'desk', open: true, args: z.tuple([dossier.wish]), reads: taped },
  dossierList: { by: 'desk', open: true, args: none },
  dossierPage: { by: 'desk', open: true, args: z.tuple([is.id]) },
  dossierLines: { by: 'desk', open: true, args: z.tuple([dossier.lines]) },
  dossierSample: { by: 'desk', open: true, args: z.tuple([dossier.sample]) },
  dossierSampleSave: { by: 'file', open: true, args: z.tuple([dossier.sampleSave]) },
  dossierCompare: { by: 'desk', open: true, args: z.tuple([dossier.compare]), reads: compared },
  dossierCertify: { by: 'desk', open: true, args: z.tuple([dossier.certify]) },
  dossierTables: { by: 'file', open: true, args: z.tuple([dossier.tables]) },
  sent: { by: 'desk', open: true, args: z.tuple([is.sentQuery]) },
  recipients: { by: 'desk', open: true, args: none },
  replacements: { by: 'desk', open: true, args: none },
  recordListExport: { by: 'file', open: true, args: z.tuple([is.tableFormat]) },
  listExport: { by: 'file', open: true, args: z.tuple([is.listExport]) },
  access: { by: 'desk', open: true, args: none },
  setPassphrase: { by: 'desk', open: true, args: z.tuple([is.newPassphrase]) },
  renewRecoveryCode: { by: 'desk', open: true, args: z.tuple([z.nullable(is.secret)]) },
  act: { by: 'main', open: false, args: z.tuple([is.action]) },
} as const satisfies { readonly [K in Call]: CallEntry<K> };

type Table = typeof calls;

/** The calls whose entry has this type. */
export type CallsLike<Entry> = { readonly [K in Call]: Table[K] extends Entry ? K : never }[Call];

/** Calls that write a file to a path chosen by a user. */
export type FileCall = CallsLike<{ readonly by: 'file' }>;
/** Calls that the desk's process answers. */
export type DeskCall = CallsLike<{ readonly by: 'desk' | 'file' }>;
/** Of those, the ones that need an open desk. */
export type OpenDeskCall = CallsLike<{ readonly by: 'desk' | 'file'; readonly open: true }>;

/** The entry of a call, without the literal types of the table. */
export function entryOf<K extends Call>(name: K): CallEntry<K> {
  return calls[name] as CallEntry<K>;
}

/** Every call, in the order of the table. */
export const CALL_NAMES = Object.keys(calls) as readonly Call[];
