/** A record store without a disk, for tests of what stands above it: plain lists, as the port describes them. */

import { type InvoiceIdentity, invoiceIdentity } from '../../core/documents/reading/identity.ts';
import type { Reading } from '../../core/documents/reading/reading.ts';
import type { Suggestion } from '../../core/documents/reading/suggestion.ts';
import { NotaryError } from '../../core/errors.ts';
import { toHex } from '../../core/formats/bytes.ts';
import { canonicalText } from '../../core/formats/canonical.ts';
import { type SignedNote, sameLine } from '../../core/formats/note.ts';
import type {
  AnchorJob,
  AnchorResult,
  ClockDecision,
  RecordStore,
  Renewal,
  SealedBatch,
  StoredCheckpoint,
  StoredOwnLeaf,
  StoredRecord,
} from '../../core/ports.ts';
import type { Completion, InvoiceSearch, Said } from '../../core/records/completion.ts';
import { creditedIdentity } from '../../core/records/invoice-identity.ts';
import { draftLinksIn, isWaitingLink } from '../../core/records/links.ts';
import { type Disclosure, factsIn } from '../../core/records/record.ts';

type NewRecord = Parameters<RecordStore['add']>[0][number];

const isOpen = (job: AnchorJob) => job.state === 'prepared' || job.state === 'submitted';

export class MemoryStore implements RecordStore {
  #records: StoredRecord[] = [];
  #checkpoints: StoredCheckpoint[] = [];
  /** In the order in which they were anchored, each larger than those before. */
  readonly #final: number[] = [];
  #jobs: AnchorJob[] = [];
  readonly #own: StoredOwnLeaf[] = [];
  readonly #nodes = new Map<string, Uint8Array>();
  #logSize = 0;
  #cosigned: SignedNote | null = null;
  readonly #readings = new Map<string, Pick<Completion, 'reading' | 'warnings' | 'suggested'>>();
  readonly #heldForFile = new Set<string>();
  /** What a person decided about the clock. */
  decision: ClockDecision | null = null;
  /** What was noted as written, for tests to look at. */

  add(records: readonly NewRecord[]): readonly StoredRecord[] {
    const ids = new Set([...this.#records, ...records].map(({ id }) => id));
    if (ids.size !== this.#records.length + records.length) throw new NotaryError('internal', 'an id that is there');
    const added = records.map((record, i): StoredRecord => {
      const seq = this.#records.length + i + 1;
      return { ...record, seq, state: 'recorded', confirmed: false, leaf: null, withdrawn: null };
    });
    this.#records.push(...added);
    for (const { id, held } of added) if (held) this.#heldForFile.add(id);
    return added;
  }

  findByDigest(sha256: string): StoredRecord | null {
    return this.#records.findLast(({ digest, state }) => digest?.sha256 === sha256 && state !== 'withdrawn') ?? null;
  }

  findByDigests(sha256s: readonly string[]): ReadonlyMap<string, StoredRecord> {
    const found = sha256s.map((sha256) => [sha256, this.findByDigest(sha256)] as const);
    return new Map(found.flatMap(([sha256, record]) => (record ? [[sha256, record]] : [])));
  }

  get(id: string): StoredRecord | null {
    return this.#records.find((record) => record.id === id) ?? null;
  }

  /** Changes a record when its state is one of these. */
  #change(id: string, states: readonly string[], change: (record: StoredRecord) => Partial<StoredRecord>): boolean {
    const place = this.#records.findIndex((record) => record.id === id && states.includes(record.state));
    const record = this.#records[place];
    if (record) this.#records[place] = { ...record, ...change(record) };
    return record !== undefined;
  }

  edit(id: string, disclosures: readonly Disclosure[], editedAt: string, said?: Said, kind?: string): boolean {
    const known = this.#readings.get(id);
    if (known && said) this.#readings.set(id, { ...known, warnings: said.warnings });
    return this.#change(id, ['recorded'], (record) => {
      const next = new Date(Date.parse(record.editedAt) + 1).toISOString();
      const held = said ? this.#held(id, said) : {};
      const became = kind === undefined ? {} : { kind };
      return { disclosures, editedAt: editedAt > next ? editedAt : next, ...held, ...became };
    });
  }

  complete(ids: readonly string[], change: (record: StoredRecord) => Completion | null): void {
    const before = [...this.#records];
    try {
      this.#completeEach(ids, change);
    } catch (error) {
      this.#records = before;
      throw error;
    }
  }

  #completeEach(ids: readonly string[], change: (record: StoredRecord) => Completion | null): void {
    for (const id of ids) {
      const before = this.get(id);
      const completion = before?.state === 'recorded' ? change(before) : null;
      if (!completion) continue;
      const { kind, disclosures, held, reading, suggested, warnings } = completion;
      this.#change(id, ['recorded'], () => ({ kind, disclosures, ...this.#held(id, { held }) }));
      this.#readings.set(id, { reading, suggested, warnings });
    }
  }

  #held(id: string, { held }: Pick<Said, 'held'>): Pick<StoredRecord, 'held'> {
    return { held: held || this.#heldForFile.has(id) };
  }

  reading(id: string): Reading | null {
    return this.get(id)?.state === 'recorded' ? (this.#readings.get(id)?.reading ?? null) : null;
  }

  seen(id: string): readonly Suggestion[] {
    return this.get(id)?.state === 'recorded' ? (this.#readings.get(id)?.suggested.seen ?? []) : [];
  }

  invoicesLike({ strict, loose }: InvoiceIdentity, except: string): InvoiceSearch {
    const live = this.#records.filter(({ id, state }) => state !== 'withdrawn' && state !== 'erased' && id !== except);
    const keyed = live.map(({ id, seq, disclosures }) => ({ id, seq, facts: factsIn(disclosures) }));
    const same = keyed.flatMap(({ id, seq, facts }) => {
      const keys = invoiceIdentity(facts);
      const isStrict = strict !== null && keys.strict === strict;
      const seenKey = this.#readings.get(id)?.suggested.looseKey ?? null;
      const isLoose = loose !== null && (keys.loose === loose || seenKey === loose);
      return isStrict || isLoose ? [{ id, seq, strict: isStrict }] : [];
    });
    const takenBackBy = keyed.flatMap(({ id, seq, facts }) =>
      strict !== null && creditedIdentity(facts)?.strict === strict ? [{ id, seq, strict: true }] : [],
    );
    return { same: same.toSorted((a, b) => Number(b.strict) - Number(a.strict)), takenBackBy };
  }

  recordOfLeaf(hash: Uint8Array): string | null {
    const isIt = ({ leaf }: StoredRecord) => leaf && toHex(this.readNode(0, leaf.index) ?? leaf.bytes) === toHex(hash);
    return this.#records.find(isIt)?.id ?? null;
  }

  referringTo({ record, leaf }: { readonly record: string; readonly leaf: string | null }): readonly string[] {
    const refers = ({ state, disclosures }: StoredRecord) =>
      state !== 'withdrawn' &&
      (draftLinksIn(factsIn(disclosures).links) ?? []).some((link) =>
        isWaitingLink(link) ? link.record === record : link.leaf === leaf,
      );
    return this.#records.filter(refers).map(({ id }) => id);
  }

  confirm(ids: readonly string[], confirmed: boolean): number {
    const differ = ids.filter((id) => this.get(id)?.confirmed === !confirmed);
    return differ.filter((id) => this.#change(id, ['recorded'], () => ({ confirmed }))).length;
  }

  withdraw(id: string, reason: string, time: string): boolean {
    return this.#change(id, ['recorded'], () => ({ state: 'withdrawn', withdrawn: { time, reason } }));
  }

  erase(id: string): boolean {
    return this.#change(id, ['sealed', 'anchored', 'withdrawn'], ({ leaf, withdrawn }) => ({
      state: 'erased',
      digest: null,
      size: null,
      fields: {},
      path: null,
      supersedes: null,
      disclosures: [],
      leaf: leaf && { index: leaf.index, bytes: new Uint8Array(0) },
      withdrawn: withdrawn && { time: withdrawn.time, reason: '' },
    }));
  }

  renewAnchor(size: number, renewal: Renewal): void {
    const place = this.#checkpoints.findIndex(({ checkpoint }) => checkpoint.size === size);
    const before = this.#checkpoints[place];
    if (!before?.anchored || !before.anchors[renewal.place]) throw new NotaryError('wrong-state', 'nothing anchored');
    this.#checkpoints[place] = { ...before, renewals: [...before.renewals, renewal] };
  }

  waiting(onlyConfirmed: boolean, limit: number, after = -1): readonly StoredRecord[] {
    const waits = ({ seq, state, confirmed, held }: StoredRecord) =>
      seq > after && state === 'recorded' && (confirmed || !(onlyConfirmed || held));
    return this.#records.filter(waits).slice(0, limit);
  }

  readonly readNode = (level: number, index: number): Uint8Array | undefined => this.#nodes.get(`${level}/${index}`);

  logSize(): number {
    return this.#logSize;
  }

  seal(batch: SealedBatch): void {
    const { from, records, own = [], checkpoint, note, keys, time } = batch;
    const count = records.length + own.length;
    const isUnchanged = ({ id, editedAt }: SealedBatch['records'][number]) =>
      this.get(id)?.state === 'recorded' && this.get(id)?.editedAt === editedAt;
    const isNext = from === this.#logSize && checkpoint.size === from + count && count > 0;
    if (!isNext || !records.every(isUnchanged)) throw new NotaryError('wrong-state', 'the log or a record moved');
    for (const { level, index, hash } of batch.nodes) this.#nodes.set(`${level}/${index}`, hash);
    for (const { id, index, bytes, disclosures } of records)
      this.#change(id, ['recorded'], () => ({
        state: 'sealed',
        leaf: { index, bytes },
        ...(disclosures ? { disclosures } : {}),
      }));
    own.forEach((leaf, i) => void this.#own.push({ ...leaf, index: from + records.length + i }));
    this.#checkpoints.push({
      checkpoint,
      note,
      keys,
      time,
      anchors: [],
      renewals: [],
      confirmedBy: [],
      anchored: false,
    });
    this.#logSize = checkpoint.size;
  }

  ownLeaves(type: string): readonly StoredOwnLeaf[] {
    return this.#own.filter((leaf) => leaf.type === type);
  }

  checkpoint(size: number): StoredCheckpoint | null {
    return this.#checkpoints.find(({ checkpoint }) => checkpoint.size === size) ?? null;
  }

  newestTime(): string | null {
    const live = this.#records.filter(({ state }) => state !== 'withdrawn');
    return (
      [...live, ...this.#checkpoints]
        .map(({ time }) => time)
        .toSorted()
        .at(-1) ?? null
    );
  }

  latestFinal(): StoredCheckpoint | null {
    return this.checkpoint(this.#final.at(-1) ?? 0);
  }

  clockDecision(): ClockDecision | null {
    return this.decision;
  }

  latestCheckpoint(): StoredCheckpoint | null {
    return this.#checkpoints.at(-1) ?? null;
  }

  checkpointFor(leafIndex: number): StoredCheckpoint | null {
    const final = this.#final.find((size) => size > leafIndex);
    if (final !== undefined) return this.checkpoint(final);
    const latest = this.latestCheckpoint();
    return latest && latest.checkpoint.size > leafIndex ? latest : null;
  }

  openJob(connector: string): AnchorJob | null {
    return this.#jobs.find((job) => job.connector === connector && isOpen(job)) ?? null;
  }

  saveJob(job: AnchorJob): void {
    const isSame = ({ connector, reference }: AnchorJob) => connector === job.connector && reference === job.reference;
    const known = this.#jobs.find(isSame);
    if (known?.state === 'confirmed') return;
    if (isOpen(job) && this.#jobs.some((other) => other.connector === job.connector && isOpen(other) && !isSame(other)))
      throw new NotaryError('internal', 'a second open job of one connector');
    this.#jobs = [...this.#jobs.filter((other) => !isSame(other)), job];
  }

  recordAnchor(size: number, job: AnchorJob, result: AnchorResult, complete: boolean): void {
    const place = this.#checkpoints.findIndex(({ checkpoint }) => checkpoint.size === size);
    const before = this.#checkpoints[place];
    if (!before) throw new NotaryError('not-found', `no checkpoint of ${size} leaves`, { size });
    const confirmedBy = [...new Set([...before.confirmedBy, job.connector])];
    this.#checkpoints[place] = before.anchored
      ? { ...before, confirmedBy }
      : { ...withResult(before, result), confirmedBy };
    this.saveJob({ ...job, state: 'confirmed' });
    if (complete && !before.anchored) this.#anchored(place, size);
  }

  completeAnchor(size: number): void {
    const place = this.#checkpoints.findIndex(({ checkpoint }) => checkpoint.size === size);
    if (this.#checkpoints[place]?.anchored === false) this.#anchored(place, size);
  }

  #anchored(place: number, size: number): void {
    const checkpoint = this.#checkpoints[place];
    if (checkpoint) this.#checkpoints[place] = { ...checkpoint, anchored: true };
    if (size > (this.#final.at(-1) ?? 0)) this.#final.push(size);
    for (const { id, leaf } of this.#records)
      if (leaf && leaf.index < size) this.#change(id, ['sealed'], () => ({ state: 'anchored' }));
  }

  lastCosigned(): SignedNote | null {
    return this.#cosigned;
  }

  saveCosigned(note: SignedNote): void {
    this.#cosigned = note;
  }
}

function withResult(before: StoredCheckpoint, { lines, keys, anchors }: AnchorResult): StoredCheckpoint {
  const signatures = [...before.note.signatures];
  const allKeys = [...before.keys];
  lines.forEach((line, i) => {
    const key = keys[i];
    if (!key || signatures.some((known) => sameLine(known, line))) return;
    signatures.push(line);
    allKeys.push(key);
  });
  const isNew = (text: string) => !before.anchors.some((anchor) => canonicalText(anchor) === text);
  return {
    ...before,
    note: { text: before.note.text, signatures },
    keys: allKeys,
    anchors: [...before.anchors, ...anchors.filter((anchor) => isNew(canonicalText(anchor)))],
  };
}
