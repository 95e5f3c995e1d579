/**
 * Anchoring: takes the newest checkpoint through every connector, `prepare → store → submit → store → confirm →
 * evidence`, and to every time stamper. Each step is stored before the next. After an error or a restart a chain is
 * queried before anything is sent again, so that nothing is anchored twice; a time stamp is requested again with a new
 * request.
 */

import type { Crypto } from '../crypto.ts';
import { errorCode, NotaryError } from '../errors.ts';
import type { Anchor } from '../formats/evidence.ts';
import { consistencyProof, logRoot } from '../log/log.ts';
import type {
  AnchorJob,
  AnchorRequest,
  ChainConnector,
  Confirmation,
  RecordStore,
  StoredCheckpoint,
  Timestamper,
} from '../ports.ts';
import { ANCHOR_KINDS } from './index.ts';
import { type AnchorKinds, carriedAnchor, formSubject } from './kind.ts';

/** The result of one connector or time stamper. */
export interface AnchorOutcome {
  readonly connector: string;
  /** Size of the checkpoint that it confirmed, or null. */
  readonly confirmed: number | null;
  readonly error: NotaryError | null;
}

/** The connectors and time stampers of a desk. */
export interface Confirmers {
  readonly connectors: readonly ChainConnector[];
  readonly timestampers: readonly Timestamper[];
}

/** Whether a checkpoint is anchored only once this connector or time stamper has confirmed it. */
export type IsRequired = (confirmer: { readonly name: string }) => boolean;

interface Context extends Confirmers {
  readonly isRequired: IsRequired;
  readonly store: RecordStore;
  readonly crypto: Crypto;
}

/**
 * One round over all of them. Time stamps come first: if they are not required, they would otherwise miss the
 * certificates of a checkpoint that the others complete. Results and failures are in the answer; only a defect is
 * thrown.
 */
export async function anchorAll(
  confirmers: Confirmers,
  store: RecordStore,
  crypto: Crypto,
  isRequired: IsRequired = () => true,
): Promise<readonly AnchorOutcome[]> {
  const context = { ...confirmers, store, crypto, isRequired };
  const steps = [
    ...confirmers.timestampers.map((one) => ({ name: one.name, anchor: () => stampWith(one, context) })),
    ...confirmers.connectors.map((one) => ({ name: one.name, anchor: () => anchorWith(one, context) })),
  ];
  const outcomes: AnchorOutcome[] = [];
  for (const { name, anchor } of steps) {
    try {
      outcomes.push({ connector: name, confirmed: await anchor(), error: null });
    } catch (error) {
      if (!(error instanceof NotaryError)) throw error;
      outcomes.push({ connector: name, confirmed: null, error });
    }
  }
  completeNewest(context);
  return outcomes;
}

// --- chains and witnesses -------------------------------------------------------------------------------------------

/** A job that was already sent comes first; then the newest checkpoint, which covers all older ones. */
async function anchorWith(connector: ChainConnector, context: Context): Promise<number | null> {
  const { store } = context;
  const open = store.openJob(connector.name);
  const finished = open ? await unlessStale(advance(connector, open, context)) : null;
  const newest = store.latestCheckpoint();
  if (!newest || newest.confirmedBy.includes(connector.name) || store.openJob(connector.name)) return finished;
  const prepared = await connector.prepare(requestFor(newest, context));
  const job: AnchorJob = { ...newJob(connector.name, newest), ...prepared };
  store.saveJob(job);
  return advance(connector, job, context);
}

/** Null for a job whose base has changed: its replacement is prepared at once. */
async function unlessStale(advanced: Promise<number | null>): Promise<number | null> {
  try {
    return await advanced;
  } catch (error) {
    if (errorCode(error) === 'anchor-stale') return null;
    throw error;
  }
}

/** A job and its progress on the chain. */
interface Answered {
  readonly job: AnchorJob;
  readonly answer: Confirmation;
}

/** prepared → submitted → confirmed. Returns the size of the checkpoint once it is final, else null. */
async function advance(connector: ChainConnector, open: AnchorJob, context: Context): Promise<number | null> {
  const { store } = context;
  const stored = checkpointOf(open, store);
  const request = requestFor(stored, context);
  // queried first if it may have been sent: a second transaction would be a second anchor
  const before: Confirmation = open.attempts > 0 ? await connector.confirm(open) : { state: 'unknown' };
  const { job, answer } =
    before.state === 'unknown' ? await send(connector, open, request, store) : { job: open, answer: before };
  if (answer.state === 'refused') {
    store.saveJob({ ...job, state: 'refused' });
    throw new NotaryError('anchor-refused', answer.reason);
  }
  if (answer.state !== 'final') return null;
  const result = await connector.evidence(job, request);
  store.recordAnchor(job.size, job, result, completes(stored, connector, context));
  return job.size;
}

/** Marks the job as submitted, sends it, and stores its receipt. A job whose base has changed is prepared again. */
async function send(
  connector: ChainConnector,
  job: AnchorJob,
  request: AnchorRequest,
  store: RecordStore,
): Promise<Answered> {
  const sent: AnchorJob = { ...job, state: 'submitted', attempts: job.attempts + 1 };
  store.saveJob(sent);
  const receipt = await unlessRefused(connector.submit(sent, request), sent, store);
  const received = receipt === null ? sent : withReceipt(sent, receipt);
  if (receipt !== null) store.saveJob(received);
  return { job: received, answer: await connector.confirm(received) };
}

async function unlessRefused<T>(submitted: Promise<T>, sent: AnchorJob, store: RecordStore): Promise<T> {
  try {
    return await submitted;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'anchor-refused') store.saveJob({ ...sent, state: 'refused' });
    if (code === 'anchor-stale') store.saveJob({ ...sent, state: 'replaced' });
    throw error;
  }
}

/** Maximum bytes of a receipt: a time-stamp token with its certificates has a few thousand. */
const MAX_RECEIPT = 256 * 1024;

function withReceipt(job: AnchorJob, receipt: Uint8Array): AnchorJob & { readonly receipt: Uint8Array } {
  if (receipt.length > MAX_RECEIPT)
    throw new NotaryError('anchor-invalid', `${job.connector}: an answer of ${receipt.length} bytes`);
  return { ...job, receipt };
}

// --- time stamps ----------------------------------------------------------------------------------------------------

/** A token already received is used first; then the newest checkpoint is stamped, unless it is already anchored. */
async function stampWith(stamper: Timestamper, context: Context): Promise<number | null> {
  const { store } = context;
  const open = store.openJob(stamper.name);
  const used = open?.receipt ? await useToken(stamper, { ...open, receipt: open.receipt }, context) : null;
  // it may have been answered, and a nonce is never sent twice
  if (open && !open.receipt) store.saveJob({ ...open, state: 'replaced' });
  const newest = store.latestCheckpoint();
  if (!newest || newest.anchored || newest.confirmedBy.includes(stamper.name)) return used;
  const prepared = await stamper.prepare(newest);
  const sent: AnchorJob = { ...newJob(stamper.name, newest), ...prepared, state: 'submitted', attempts: 1 };
  store.saveJob(sent);
  const token = await unlessRefused(stamper.submit(sent), sent, store);
  const received = withReceipt(sent, token);
  store.saveJob(received);
  return useToken(stamper, received, context);
}

/** Records what the token proves. A token that does not verify is never tried again. */
async function useToken(
  stamper: Timestamper,
  job: AnchorJob & { readonly receipt: Uint8Array },
  context: Context,
): Promise<number> {
  const { store } = context;
  const stored = checkpointOf(job, store);
  try {
    const result = await stamper.evidence(job, stored);
    store.recordAnchor(job.size, job, result, completes(stored, stamper, context));
    return job.size;
  } catch (error) {
    if (errorCode(error) === 'anchor-invalid') store.saveJob({ ...job, state: 'refused' });
    throw error;
  }
}

// --- both -----------------------------------------------------------------------------------------------------------

function newJob(connector: string, { checkpoint }: StoredCheckpoint) {
  return { connector, size: checkpoint.size, state: 'prepared', attempts: 0, receipt: null } as const;
}

function checkpointOf({ size }: AnchorJob, store: RecordStore): StoredCheckpoint {
  const stored = store.checkpoint(size);
  if (!stored) throw new NotaryError('home-damaged', `no checkpoint of ${size} leaves`);
  return stored;
}

function completes(stored: StoredCheckpoint, confirmer: { readonly name: string }, context: Context): boolean {
  return isComplete([...stored.confirmedBy, confirmer.name], context);
}

function isComplete(confirmedBy: readonly string[], { connectors, timestampers, isRequired }: Context): boolean {
  return [...connectors, ...timestampers].filter(isRequired).every(({ name }) => confirmedBy.includes(name));
}

/** Stops waiting for chains that were switched off. */
function completeNewest(context: Context): void {
  const newest = context.store.latestCheckpoint();
  if (newest && !newest.anchored && newest.confirmedBy.length > 0 && isComplete(newest.confirmedBy, context))
    context.store.completeAnchor(newest.checkpoint.size);
}

/** What a connector is asked about the newest checkpoint; null when nothing was sealed yet. */
export function newestRequest(
  store: Pick<RecordStore, 'latestCheckpoint' | 'readNode'>,
  crypto: Crypto,
): AnchorRequest | null {
  const newest = store.latestCheckpoint();
  return newest && requestFor(newest, { store, crypto });
}

function requestFor(
  { checkpoint, note }: StoredCheckpoint,
  { store, crypto }: { readonly store: Pick<RecordStore, 'readNode'>; readonly crypto: Crypto },
): AnchorRequest {
  return {
    checkpoint,
    note,
    consistency: (from) => consistencyProof(from, checkpoint.size, store.readNode, crypto),
    root: (size) => logRoot(size, store.readNode, crypto),
  };
}

// --- later forms ----------------------------------------------------------------------------------------------------

/** The anchors of a checkpoint in whole: each as it was renewed last. */
export function shownAnchors({ anchors, renewals }: Pick<StoredCheckpoint, 'anchors' | 'renewals'>): readonly Anchor[] {
  return anchors.map((anchor, place) => renewals.findLast((renewal) => renewal.place === place)?.anchor ?? anchor);
}

/** The same as new certificates carry them: nothing twice, where their kind has a form for that. */
export function carriedAnchors(
  stored: Pick<StoredCheckpoint, 'anchors' | 'renewals' | 'checkpoint' | 'note'>,
  crypto: Crypto,
  kinds: AnchorKinds = ANCHOR_KINDS,
): readonly Anchor[] {
  const subject = formSubject(stored.checkpoint, stored.note);
  return shownAnchors(stored).map((anchor) => carriedAnchor(anchor, subject, kinds, crypto));
}

/** Renews the anchors of a checkpoint as far as their chains can be reached. Failures are in the answer. */
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
