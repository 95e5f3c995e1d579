/**
 * Anchoring: takes the newest checkpoint through every connector, `prepare → store → submit → confirm → evidence`. Each
 * step is stored before the next; after an error or a restart the chain is asked before anything is sent again, so that
 * submitting twice anchors once.
 */
import { ANCHOR_KINDS } from './anchor/index.ts';
import type { AnchorKinds } from './anchor/kind.ts';
import type { Crypto } from './crypto.ts';
import { errorCode, NotaryError } from './errors.ts';
import type { Anchor } from './evidence.ts';
import { consistencyProof } from './log.ts';
import type { AnchorJob, AnchorRequest, ChainConnector, Confirmation, RecordStore, StoredCheckpoint } from './ports.ts';

/** What became of one connector. */
export interface Settled {
  readonly connector: string;
  /** Size of the checkpoint that it confirmed, or null. */
  readonly confirmed: number | null;
  readonly error: NotaryError | null;
}

interface Context {
  readonly connectors: readonly ChainConnector[];
  /** Whether a checkpoint is anchored only once this connector has confirmed it. */
  readonly isRequired: (connector: ChainConnector) => boolean;
  readonly store: RecordStore;
  readonly crypto: Crypto;
}

/** One round with every connector. What a chain does or fails to do is in the answer; a defect is thrown. */
export async function settleAll(
  connectors: readonly ChainConnector[],
  store: RecordStore,
  crypto: Crypto,
  isRequired: Context['isRequired'] = () => true,
): Promise<readonly Settled[]> {
  const context = { connectors, store, crypto, isRequired };
  const settled: Settled[] = [];
  for (const connector of connectors) {
    try {
      settled.push({ connector: connector.name, confirmed: await settleWith(connector, context), error: null });
    } catch (error) {
      if (!(error instanceof NotaryError)) throw error;
      settled.push({ connector: connector.name, confirmed: null, error });
    }
  }
  completeNewest(context);
  return settled;
}

/** A job that was already sent comes first; then the newest checkpoint, which covers all older ones. */
async function settleWith(connector: ChainConnector, context: Context): Promise<number | null> {
  const { store } = context;
  const open = store.openJob(connector.name);
  const finished = open ? await unlessStale(advance(connector, open, context)) : null;
  const newest = store.latestCheckpoint();
  if (!newest || newest.confirmedBy.includes(connector.name) || store.openJob(connector.name)) return finished;
  const prepared = await connector.prepare(requestFor(newest, context));
  const { size } = newest.checkpoint;
  const job: AnchorJob = { connector: connector.name, size, ...prepared, state: 'prepared', attempts: 0 };
  store.saveJob(job);
  return advance(connector, job, context);
}

/** Null for a job whose base moved: what takes its place is prepared at once. */
async function unlessStale(advanced: Promise<number | null>): Promise<number | null> {
  try {
    return await advanced;
  } catch (error) {
    if (errorCode(error) === 'anchor-stale') return null;
    throw error;
  }
}

/** prepared → submitted → confirmed. Gives the size of the checkpoint once it is final, null while it is not. */
async function advance(connector: ChainConnector, job: AnchorJob, context: Context): Promise<number | null> {
  const { store } = context;
  const stored = store.checkpoint(job.size);
  if (!stored) throw new NotaryError('home-damaged', `no checkpoint of ${job.size} leaves`);
  const request = requestFor(stored, context);
  // asked first whenever it may have been sent: a second transaction would be a second anchor
  const before: Confirmation = job.attempts > 0 ? await connector.confirm(job) : { state: 'unknown' };
  const answer = before.state === 'unknown' ? await send(connector, job, request, store) : before;
  if (answer.state === 'refused') {
    store.saveJob({ ...job, state: 'refused' });
    throw new NotaryError('anchor-refused', answer.reason);
  }
  if (answer.state !== 'final') return null;
  const result = await connector.evidence(job, request);
  store.recordAnchor(job.size, job, result, completes(stored, connector, context));
  return job.size;
}

/** Stores that the job is on its way, then sends it. A job whose base moved is given up, to be prepared anew. */
async function send(
  connector: ChainConnector,
  job: AnchorJob,
  request: AnchorRequest,
  store: RecordStore,
): Promise<Confirmation> {
  const sent: AnchorJob = { ...job, state: 'submitted', attempts: job.attempts + 1 };
  store.saveJob(sent);
  try {
    await connector.submit(sent, request);
  } catch (error) {
    const code = error instanceof NotaryError ? error.code : null;
    if (code === 'anchor-refused') store.saveJob({ ...sent, state: 'refused' });
    if (code === 'anchor-stale') store.saveJob({ ...sent, state: 'replaced' });
    throw error;
  }
  return connector.confirm(sent);
}

/** The anchors that a certificate carries: each in its newest form. */
export function shownAnchors({ anchors, renewals }: Pick<StoredCheckpoint, 'anchors' | 'renewals'>): readonly Anchor[] {
  return anchors.map((anchor, place) => renewals.findLast((renewal) => renewal.place === place)?.anchor ?? anchor);
}

/** Renews the anchors of a checkpoint as far as their chains can be reached. What went wrong is in the answer. */
export async function renewAnchors(
  stored: StoredCheckpoint,
  connectors: readonly ChainConnector[],
  store: RecordStore,
  kinds: AnchorKinds = ANCHOR_KINDS,
): Promise<readonly NotaryError[]> {
  const { checkpoint, note } = stored;
  const errors: NotaryError[] = [];
  for (const [place, anchor] of shownAnchors(stored).entries()) {
    const id = kinds.of(anchor.kind)?.chainId(anchor);
    const connector = connectors.find(({ chain }) => chain?.kind === anchor.kind && chain.id === id);
    try {
      const renewed = await connector?.renew?.(anchor, checkpoint, note.text);
      if (renewed && renewed !== anchor) store.renewAnchor(checkpoint.size, { place, anchor: renewed });
    } catch (error) {
      if (!(error instanceof NotaryError)) throw error;
      errors.push(error);
    }
  }
  return errors;
}

function completes(stored: StoredCheckpoint, connector: ChainConnector, context: Context): boolean {
  return isComplete([...stored.confirmedBy, connector.name], context);
}

function isComplete(confirmedBy: readonly string[], { connectors, isRequired }: Context): boolean {
  return connectors.filter(isRequired).every(({ name }) => confirmedBy.includes(name));
}

/** A chain that was switched off is no longer waited for. */
function completeNewest(context: Context): void {
  const newest = context.store.latestCheckpoint();
  if (newest && !newest.anchored && newest.confirmedBy.length > 0 && isComplete(newest.confirmedBy, context))
    context.store.completeAnchor(newest.checkpoint.size);
}

function requestFor({ checkpoint, note }: StoredCheckpoint, { store, crypto }: Context): AnchorRequest {
  return {
    checkpoint,
    note,
    consistency: (from) => consistencyProof(from, checkpoint.size, store.readNode, crypto),
  };
}
