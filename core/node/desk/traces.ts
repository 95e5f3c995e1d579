/** Traces of a desk's records: its own records and those of partners whose certificates were taken in. */
import type { AnchorKinds } from '../../anchors/kind.ts';
import { NotaryError } from '../../errors.ts';
import { readAttachments } from '../../formats/attachments/index.ts';
import { parseEvidenceSet } from '../../formats/evidence.ts';
import { keyFingerprint } from '../../formats/note.ts';
import type { StoredCheckpoint, StoredRecord } from '../../ports.ts';
import { statedAmong } from '../../records/facts.ts';
import type { RecordKind } from '../../records/index.ts';
import { sealedLeaf } from '../../records/leaf.ts';
import { draftLinksIn, isWaitingLink } from '../../records/links.ts';
import { factsIn } from '../../records/record.ts';
import { type CertifiedLog, logOf, statedLinks } from '../../trace/certified.ts';
import { collectTrace, type TraceSource, traceSteps } from '../../trace/collect.ts';
import { COMPARED_FACTS } from '../../trace/match/statement.ts';
import { isLeafKey } from '../../trace/names.ts';
import type { ProvenTime, Trace, TraceLink, TraceRecord } from '../../trace/types.ts';
import { checkedLines, logLine } from '../../verification/signatures.ts';
import type { Verdict } from '../../verification/verdicts.ts';
import { unlessDamaged } from '../store/damage.ts';
import type { ForeignRecord } from '../store/foreign-types.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import { nodeCrypto } from '../system/crypto.ts';
import { inflateAtOnce } from '../system/inflate.ts';
import { inSlices, type SliceOptions } from '../system/slices.ts';
import { confirmationsOf } from './confirmations.ts';
import type { ChainEntry } from './types.ts';

/** What traces are read from. */
export interface TraceReaderOptions {
  readonly store: SqliteStore;
  /** Origin of the desk's log. */
  readonly origin: string;
  readonly chains: readonly ChainEntry[];
  readonly anchorKinds: AnchorKinds;
  readonly recordKinds: readonly RecordKind[];
}

/** The trace of one of this desk's records. Throws `not-found`. */
export function traceOfRecord(id: string, options: TraceReaderOptions): Trace {
  const { start, reader } = startAt(id, options);
  return collectTrace(start, reader);
}

/** How often a trace is begun again, because something was written meanwhile, before it is followed in one go. */
const TRIES = 3;

/** The same in slices; what is written between them does not come in half. Throws `cancelled` too. */
export async function traceInSlices(
  id: string,
  options: TraceReaderOptions,
  slices: SliceOptions<number>,
): Promise<Trace> {
  const { store } = options;
  for (let tries = 0; tries < TRIES; tries++) {
    const { generation } = store;
    const { start, reader } = startAt(id, options);
    const trace = await inSlices(traceSteps(start, reader), slices);
    if (store.generation === generation) return trace;
  }
  return traceOfRecord(id, options);
}

function startAt(id: string, options: TraceReaderOptions) {
  const reader = new TraceReader(options);
  const start = reader.keyOf(id);
  if (start === null) throw new NotaryError('not-found', `no record ${id}`, { id });
  return { start, reader };
}

/** Looks records up by their keys; one for each trace, because it remembers what it has read. */
class TraceReader implements TraceSource {
  readonly #options: TraceReaderOptions;
  /** What was read of this desk's records, by id. */
  readonly #read = new Map<string, StoredRecord | null>();
  /** Whether any certificate of another desk was taken in: else nobody is asked about them. */
  readonly #hasForeign: boolean;
  /** Until when the leaves from one to the end of a checkpoint existed. */
  readonly #proven: { readonly from: number; readonly size: number; readonly proven: ProvenTime }[] = [];

  constructor(options: TraceReaderOptions) {
    this.#options = options;
    this.#hasForeign = options.store.foreign.any();
  }

  /** The hash of a record's leaf, else its id; null for one that is not there, or was withdrawn. */
  keyOf(id: string): string | null {
    const record = this.#stored(id);
    return record ? this.#keyOf(record) : null;
  }

  records(keys: readonly string[]): readonly TraceRecord[] {
    return keys.flatMap((key) => {
      const record = this.#own(key);
      if (record) return [this.#ownRecord(record, key)];
      const foreign = isLeafKey(key) ? this.#options.store.foreign.of(key) : null;
      return foreign ? [this.#foreignRecord(foreign)] : [];
    });
  }

  near(records: readonly TraceRecord[]): readonly string[] {
    return [...new Set(records.flatMap((record) => this.#near(record)))];
  }

  #near({ key, id, origin, supersedes }: TraceRecord): readonly string[] {
    const { store } = this.#options;
    const leaf = isLeafKey(key) ? key : null;
    const isOwn = origin === this.#options.origin;
    const versions = isOwn ? [...store.replacedBy(id), ...(supersedes === null ? [] : [supersedes])] : [];
    const own = [...store.referringTo({ record: isOwn ? id : '', leaf }), ...versions];
    const foreign = leaf === null || !this.#hasForeign ? [] : store.foreign.referringTo(leaf).map((one) => one.leaf);
    return [...own.flatMap((one) => this.keyOf(one) ?? []), ...foreign];
  }

  #own(key: string): StoredRecord | null {
    const { store } = this.#options;
    const id = isLeafKey(key) ? store.recordOfLeaf(Buffer.from(key, 'hex')) : key;
    return id === null ? null : this.#stored(id);
  }

  #stored(id: string): StoredRecord | null {
    const read = this.#read.get(id);
    if (read !== undefined) return read;
    const record = unlessDamaged(() => this.#options.store.get(id)) ?? null;
    this.#read.set(id, record);
    return record;
  }

  #keyOf(record: StoredRecord): string | null {
    return record.state === 'withdrawn' ? null : (sealedLeaf(record, this.#options.store) ?? record.id);
  }

  #ownRecord(record: StoredRecord, key: string): TraceRecord {
    const { id, kind, leaf, time, supersedes, disclosures, state } = record;
    const facts = factsIn(disclosures);
    return {
      key,
      id,
      origin: this.#options.origin,
      log: this.#options.origin,
      place: leaf?.index ?? null,
      kind,
      facts: statedAmong(facts, SHOWN),
      recorded: time,
      proven: leaf ? this.#provenBy(leaf.index) : null,
      supersedes,
      links: state === 'erased' ? 'withheld' : this.#links(facts.links),
      verdict: null,
      checked: null,
      erased: state === 'erased',
    };
  }

  #links(value: Parameters<typeof draftLinksIn>[0]): TraceRecord['links'] {
    const links = draftLinksIn(value);
    if (links === null) return 'unknown';
    return links.map((link): TraceLink => {
      const { rel, basis } = link;
      if (!isWaitingLink(link)) return { rel, basis, to: link.leaf, origin: link.origin };
      return { rel, basis, to: this.keyOf(link.record) ?? link.record, origin: this.#options.origin };
    });
  }

  /** Leaves from one that was asked for up to the end of the checkpoint that covers it are covered by the same one. */
  #provenBy(index: number): ProvenTime | null {
    const known = this.#proven.find(({ from, size }) => from <= index && index < size);
    if (known) return known.proven;
    const stored = unlessDamaged(() => this.#options.store.checkpointFor(index));
    if (!stored) return null;
    const proven = this.#provenIn(stored);
    this.#proven.push({ from: index, size: stored.checkpoint.size, proven });
    return proven;
  }

  /** The earliest time that a chain or authority shows, no test network's; else when this desk signed. */
  #provenIn(stored: StoredCheckpoint): ProvenTime {
    const { chains, anchorKinds } = this.#options;
    const shown = unlessDamaged(() => confirmationsOf(stored, chains, anchorKinds)) ?? [];
    const [first] = shown.flatMap((one) => (one.demo || one.time === null ? [] : [one.time])).sort();
    return first === undefined ? { time: stored.time, by: 'issuer' } : { time: first, by: 'others' };
  }

  #foreignRecord({ leaf, origin, id, kind, facts, verdict, proven, added }: ForeignRecord): TraceRecord {
    const read = this.#certified(leaf);
    return {
      ...{ key: leaf, origin, id, kind, verdict },
      ...{ checked: added, erased: false },
      facts: statedAmong(facts, SHOWN),
      log: logOf({ leaf, origin, fingerprint: read?.fingerprint ?? null, isNamed: KEY_NAMED.has(verdict) }),
      place: read?.place ?? null,
      recorded: read?.recorded ?? '',
      supersedes: read?.supersedes ?? null,
      proven: proven === null ? null : { time: proven, by: verdict === 'proven' ? 'others' : 'issuer' },
      links: statedLinks(facts.links),
    };
  }

  /** What the stored certificate says of the record beside what is remembered of it. */
  #certified(leaf: string): Certified | null {
    const { store, recordKinds } = this.#options;
    const pdf = store.foreign.certificate(leaf);
    if (!pdf) return null;
    try {
      const set = parseEvidenceSet(readAttachments(pdf, inflateAtOnce).files, nodeCrypto, { recordKinds });
      const { record, proof } = set;
      const signer = logLine(checkedLines(set, nodeCrypto));
      const fingerprint = signer?.valid ? keyFingerprint(signer.key, nodeCrypto) : null;
      return { place: proof.index, recorded: record.time, supersedes: record.supersedes, fingerprint };
    } catch (error) {
      if (!(error instanceof NotaryError)) throw error;
      return null;
    }
  }
}

/** What a stored certificate says beside what is remembered of its record. */
type Certified = Pick<TraceRecord, 'place' | 'recorded' | 'supersedes'> & Pick<CertifiedLog, 'fingerprint'>;

/** Verdicts that no certificate gets unless an accepted bundle names the key of its log. */
const KEY_NAMED: ReadonlySet<string> = new Set<Verdict>(['proven', 'pending', 'self-attested']);

/** Facts that a trace shows, with all that a match compares; the others stay where they are. */
const SHOWN: readonly string[] = [...COMPARED_FACTS, 'kind', 'keeper', 'depositor'];
