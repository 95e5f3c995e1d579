/**
 * Dossiers of a desk: made from its records, shown, opened for others, drawn from, compared. What opens an amount is kept with the
 * record of the dossier from the moment it is made, so that nothing is ever sealed that cannot be opened.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TapeMapping } from '../../../dossier/tape/columns.ts';
import { dossierTemplate } from '../../../dossier/templates/templates.ts';
import { NotaryError } from '../../../errors.ts';
import { toHex } from '../../../formats/bytes.ts';
import type { Json } from '../../../formats/canonical.ts';
import { hexText, readOrNull } from '../../../formats/decoder.ts';
import type { EvidenceFiles } from '../../../formats/evidence.ts';
import type { Notary } from '../../../notary.ts';
import type { Random } from '../../../ports.ts';
import { type Condition, type DossierRule, MAX_RULE_LINES } from '../../../records/dossier.ts';
import { cleanText, type Facts } from '../../../records/facts.ts';
import { DOSSIER, type RecordKind } from '../../../records/index.ts';
import { PreparedTexts } from '../../../records/repeated-facts.ts';
import { typedDate } from '../../../records/typed-facts.ts';
import type { Language } from '../../../words/types.ts';
import type { DoctorPool } from '../../doctor/pool.ts';
import { homePaths } from '../../home/home.ts';
import type { Recipient } from '../../store/sent-types.ts';
import type { SqliteStore } from '../../store/sqlite-store.ts';
import { nodeCrypto } from '../../system/crypto.ts';
import type { Certificates } from '../handover/certificates.ts';
import { refuseNamedByChain } from '../handover/withheld.ts';
import type { Tasks } from '../tasks.ts';
import type { CertifyResult } from '../types.ts';
import type { ReadySource } from './members.ts';
import { pseudonymOf } from './pseudonyms.ts';
import type {
  CompareWish,
  ComparisonSeen,
  DossierListed,
  DossierPage,
  DossierPlan,
  DossierPlanWish,
  LinePage,
  LineQuery,
  SampleSeen,
  SampleWish,
} from './reading-types.ts';
import type { TablesAsk } from './reading-work.ts';
import { rememberedMapping, rememberMapping } from './tape-memory.ts';
import { DossierThreads } from './threads.ts';
import type {
  DossierChange,
  DossierMade,
  DossierProgress,
  DossierShows,
  DossierSource,
  DossierWish,
  TapePreview,
} from './types.ts';
import { dossierRecord } from './view.ts';
import type { UnstoredDossier } from './work.ts';

/** What `Dossiers` is made of. */
export interface DossiersOptions {
  readonly home: string;
  readonly kinds?: { readonly records: readonly RecordKind[] } | undefined;
  readonly store: SqliteStore;
  readonly notary: Notary;
  readonly doctor: Pick<DoctorPool, 'tape'>;
  readonly random: Random;
  readonly certificates: Pick<Certificates, 'certify'>;
  readonly tasks: Tasks;
  language(): Language;
  onProgress(progress: DossierProgress): void;
  /** Called when a dossier was made. */
  onChange(): void;
}

/** Recipients of a certificate, and whether it carries its proof as codes too. */
export interface DossierHanding {
  readonly recipients?: readonly Recipient[] | undefined;
  readonly paper?: boolean | undefined;
}

/** See the head of this file. */
export class Dossiers {
  readonly #options: DossiersOptions;
  readonly #threads: DossierThreads;

  constructor(options: DossiersOptions) {
    this.#options = options;
    const { home, store, notary, kinds } = options;
    this.#threads = new DossierThreads({
      database: homePaths(home).database,
      origin: notary.origin,
      kinds: kinds?.records,
      store,
    });
  }

  /** What a tape says, and which of its rows could be taken. Throws what `readTape` throws. */
  async preview(path: string, mapping: TapeMapping = {}): Promise<TapePreview> {
    const { tape } = await this.#tape(path, mapping);
    const { found, troubles } = await this.#threads.read('preview', tape.rows);
    return { heads: tape.heads, columns: tape.columns, rows: tape.rows.length, found, troubles };
  }

  /**
   * Makes a dossier in a thread; its record then waits to be sealed like any other. Throws `bad-input` for one of nothing,
   * `not-found`, `wrong-state` for a record that is not sealed, `cancelled`, and what a tape throws; nothing is kept then. A
   * tape with trouble is not taken unless rows are to be skipped: then the answer has no record.
   */
  make(wish: DossierWish): Promise<DossierMade> {
    const { store, notary, onProgress, tasks } = this.#options;
    return this.#following(() => {
      // before anybody waits for what cannot be recorded
      notary.clock.now();
      const facts = this.#factsOf(wish);
      if (wish.supersedes !== null) dossierRecord(wish.supersedes, store);
      // while it runs nothing is erased: a record that is erased must not leave its scalar behind
      return tasks.run('dossier', async (signal) => {
        onProgress({ step: 'read', done: 0, total: 0, running: true });
        const { source, remembered } = await this.#ready(wish.source);
        const told = (done: number, total: number) => onProgress({ step: 'commit', done, total, running: true });
        const { made, troubles } = await this.#threads.run('make', source, { signal, onProgress: told });
        if (made === null) return { ...NOTHING, troubles };
        if (remembered !== null) store.putSettings(remembered);
        if (signal.aborted) throw new NotaryError('cancelled', 'cancelled');
        const { items, credits } = made.fields;
        onProgress({ step: 'store', done: 0, total: 0, running: true });
        const record = this.#stored(made, facts, wish.supersedes);
        const change = await this.#change(record, wish.supersedes);
        return { record, items: items.count, credits: credits.count, totals: made.totals, troubles, change };
      });
    });
  }

  /** What came and went; null where it replaces none. */
  async #change(id: string, supersedes: string | null): Promise<DossierChange | null> {
    return supersedes === null ? null : await this.#threads.read('change', { id, supersedes });
  }

  /** Keeps a dossier: its record and its lists in one transaction. */
  #stored({ fields, totals, lists }: UnstoredDossier, facts: Partial<Facts>, supersedes: string | null): string {
    const { notary, onChange } = this.#options;
    const [added] = notary.add([
      {
        kind: DOSSIER.key,
        digest: null,
        size: null,
        fields: fields as unknown as { readonly [name: string]: Json },
        path: null,
        facts: { ...facts, totals: totals as unknown as Json },
        supersedes,
        lists,
      },
    ]);
    if (!added) throw new NotaryError('internal', 'the dossier was not added');
    onChange();
    return added.record.id;
  }

  /**
   * Writes the certificate of a dossier with what it shows: from the certificates of opened records the same facts are withheld.
   * Throws `not-found`, `bad-input`, `wrong-state` and `cancelled`.
   */
  certify(
    id: string,
    shows: DossierShows,
    withhold: readonly string[],
    folder: string,
    { recipients, paper = false }: DossierHanding = {},
  ): Promise<CertifyResult> {
    const { store, certificates, tasks, onProgress } = this.#options;
    return this.#following(() => {
      dossierRecord(id, store);
      return tasks.run('dossier', async (signal) => {
        const evidence = await this.#evidence(shows.open, withhold, signal);
        const beside = await this.#threads.run('shown', { id, shows, evidence }, { signal });
        onProgress({ step: 'page', done: 0, total: 0, running: true });
        return await certificates.certify([id], withhold, folder, recipients, paper, beside);
      });
    });
  }

  /** The certificates of records that are laid open, refused as each alone would be; others are heard meanwhile. */
  async #evidence(
    records: readonly string[],
    withhold: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, EvidenceFiles>> {
    const { store, notary, onProgress } = this.#options;
    const found = new Map<string, EvidenceFiles>();
    const texts = new PreparedTexts();
    for (const [done, id] of records.entries()) {
      if (signal.aborted) throw new NotaryError('cancelled', 'cancelled');
      onProgress({ step: 'open', done, total: records.length, running: true });
      // of a record that was erased nothing but its item is left; one that is none is refused with the others
      const record = store.get(id);
      if (record?.state === 'sealed' || record?.state === 'anchored') {
        const files = notary.evidence(id, withhold, false, texts);
        refuseNamedByChain(record, files, texts);
        found.set(id, files);
      }
      await nextTurn();
    }
    return found;
  }

  /** Says when it is over, however it ends. */
  async #following<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.#options.onProgress({ step: 'page', done: 0, total: 0, running: false });
    }
  }

  /** Ends what runs. */
  async close(): Promise<void> {
    await this.#threads.close();
  }

  /** Identifiers of obligors for reports: the same as ever for the same one, and not to be turned back without this home. */
  pseudonyms(): (key: string) => string {
    return pseudonymOf(this.#secret(), nodeCrypto);
  }

  /** The secret behind them, which is made with the first. */
  #secret(): string {
    const { store, random } = this.#options;
    const known = readOrNull(SECRET, store.settings()[SECRET_SETTING]);
    const secret = known ?? toHex(random(32));
    if (known === null) store.putSettings({ [SECRET_SETTING]: secret });
    return secret;
  }

  /** What a dossier would be made of. Throws what choosing its records and reading its tape throws. */
  async plan({ source, cutOff }: DossierPlanWish): Promise<DossierPlan> {
    const { notary } = this.#options;
    const asOf =
      (cutOff === null ? null : typedDate(cutOff)) ?? new Date(notary.clock.now()).toISOString().slice(0, 10);
    if (source.from !== 'tape') {
      const { troubles: _, ...plan } = await this.#threads.read('plan', { source, cutOff: asOf });
      return { ...plan, tape: null };
    }
    const { heads, columns, rows } = (await this.#tape(source.path, source.mapping)).tape;
    const ready = { from: 'rows', rows, skip: true } as const;
    const { troubles, ...plan } = await this.#threads.read('plan', { source: ready, cutOff: asOf });
    const first = rows.slice(0, FIRST_ROWS).map(({ row, cells }) => ({ row, cells }));
    return { ...plan, tape: { heads, columns, rows: rows.length, troubles, first } };
  }

  /** The dossiers to choose from, the newest first. */
  list(): readonly DossierListed[] {
    const { dossiers } = this.#options.store;
    const listed = dossiers.candidates(dossiers.newest(MOST_LISTED)).map(({ id, seq, state, facts }) => ({
      record: id,
      seq,
      state,
      title: facts.title,
      number: facts.number,
    }));
    return listed.reverse();
  }

  readonly page = (id: string): Promise<DossierPage> => this.#threads.read('page', id);
  readonly lines = (query: LineQuery): Promise<LinePage> => this.#threads.read('lines', query);
  readonly sample = (wish: SampleWish): Promise<SampleSeen> => this.#threads.read('sample', wish);
  /** In a thread of its own: a certificate with many openings takes long to read, and its reader would keep all others waiting. */
  readonly compare = (wish: CompareWish): Promise<ComparisonSeen> => this.#threads.run('compare', wish);

  /** Writes tables of a pool. Throws `bad-input` without a cut-off date. */
  tables(ask: Omit<TablesAsk, 'secret' | 'language'>): Promise<{ readonly needed: readonly string[] }> {
    return this.#threads.run('tables', { ...ask, secret: this.#secret(), language: this.#options.language() });
  }

  /** Reads a tape; columns that nobody gave a meaning have the one that is remembered. */
  async #tape(path: string, mapping: TapeMapping) {
    const { store, doctor } = this.#options;
    const known = rememberedMapping(store.settings());
    return { tape: await doctor.tape(path, { ...known, ...mapping }), known };
  }

  /** A source as a thread takes it: a tape is read in the process for files from outside. `remembered` is what its columns mean. */
  async #ready(
    source: DossierSource,
  ): Promise<{ readonly source: ReadySource; readonly remembered: Readonly<Record<string, Json>> | null }> {
    if (source.from !== 'tape') return { source, remembered: null };
    const { tape, known } = await this.#tape(source.path, source.mapping);
    return {
      source: { from: 'rows', rows: tape.rows, skip: source.skip },
      remembered: rememberMapping(known, tape.mapping),
    };
  }

  /** What the record states, cleaned; what nobody said is that of the template. */
  #factsOf(wish: DossierWish): Partial<Facts> & { readonly rule: Json } {
    const { title, number, note, date, cutOff: typedCutOff, source } = wish;
    const template = wish.template === null ? null : dossierTemplate(wish.template);
    const said = template?.words[this.#options.language()];
    const clean = (name: string, typed: string | null) => (typed === null ? null : cleanText(name, typed));
    const lines = (wish.words ?? said?.rule ?? []).flatMap((line) => cleanText('rule', line) ?? []);
    const cutOff = typedCutOff === null ? null : typedDate(typedCutOff);
    if (cutOff !== null && lines.length === 0)
      throw new NotaryError('bad-input', 'a cut-off date needs a rule in words', { reason: 'rule-needs-words' });
    if (lines.length > MAX_RULE_LINES)
      throw new NotaryError('bad-input', `${lines.length} lines of a rule`, {
        reason: 'rule-too-long',
        most: MAX_RULE_LINES,
      });
    const filter: readonly Condition[] | null = source.from === 'filter' ? source.filter : null;
    const rule: DossierRule | null = lines.length === 0 ? null : { v: 1, words: lines, cutOff, filter };
    return {
      title: clean('title', title) ?? said?.name ?? null,
      kind: said?.kind ?? null,
      number: clean('number', number),
      note: clean('note', note),
      date: date === null ? null : typedDate(date),
      rule: rule as unknown as Json,
    };
  }
}

const SECRET_SETTING = 'obligorSecret';
const SECRET = hexText(64, '32 bytes in hex');

/** Dossiers that are offered at most. */
const MOST_LISTED = 500;

/** Rows of a tape that are shown before anything is made of it. */
const FIRST_ROWS = 20;

const NOTHING = { record: null, items: 0, credits: 0, totals: null, change: null } as const;
