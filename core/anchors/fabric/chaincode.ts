/**
 * What the chaincode does on every endorsing peer of a channel: it keeps the checkpoints of registered logs and takes a
 * new one only when it extends the last. A pure function of its arguments, of who asks and when, and of the ledger, so
 * that all endorsers answer the same. The process around it is scripts/fabric/chaincode/; docs/fabric-administrators.md.
 */
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import { equal, fromBase64, fromUtf8, toBase64, utf8 } from '../../formats/bytes.ts';
import { type Checkpoint, isFirstKey, parseCheckpointText, parseDecimal } from '../../formats/checkpoint.ts';
import {
  isSignedAloneBy,
  KEY_TYPE,
  parseNoteText,
  parseVerifierKey,
  type SignedNote,
  type VerifierKey,
} from '../../formats/note.ts';
import { emptyRoot, HASH_BYTES, MAX_PROOF, verifyConsistency } from '../../log/merkle.ts';
import { checkpointKey, latestKey } from './verify.ts';

/** The chaincode's own part of the ledger. */
export interface Ledger {
  /** The committed value, or null where there is none. */
  get(key: string): Promise<Uint8Array | null>;
  put(key: string, value: Uint8Array): Promise<void>;
}

/** One call of the chaincode. */
export interface Call {
  readonly function: string;
  readonly arguments: readonly string[];
  /** The organisation whose identity signed the proposal. */
  readonly mspId: string;
  /** The time that the proposal states, and that of this endorser's clock; milliseconds since 1970. */
  readonly time: number;
  readonly now: number;
}

/** Why a call was refused; a client reads it at the beginning of the message. */
export type Refusal =
  | 'BAD_ARGUMENTS'
  | 'UNKNOWN_FUNCTION'
  | 'UNKNOWN_LOG'
  | 'ALREADY_REGISTERED'
  | 'NOT_OWNER'
  | 'TIME_WINDOW'
  | 'BAD_SIGNATURE'
  | 'NOT_MONOTONIC'
  | 'ALREADY_ACCEPTED'
  | 'STALE'
  | 'FORK'
  | 'NOT_FOUND';

/** What a call returns, or why it was refused. */
export type Answer =
  | { readonly refused: null; readonly payload: string }
  | { readonly refused: Refusal; readonly message: string };

/** Bounds: UTF-16 units of an argument, and how far the time of a proposal may be from an endorser's clock, in seconds. */
export const CHAINCODE_LIMITS = { argument: 8192, seconds: 120 } as const;

const refused = (code: Refusal, why: string): Answer => ({ refused: code, message: `${code}: ${why}` });
const returned = (payload: string): Answer => ({ refused: null, payload });

/** Under this key the chaincode keeps who registered a log, and with which key. */
export const registrationKey = (origin: string): string => `log/${origin}`;

/** A registered log. */
interface Registration {
  /** The organisation that registered it and may submit its checkpoints. */
  readonly mspId: string;
  /** C2SP text of the log's key. */
  readonly vkey: string;
}

interface Context {
  readonly call: Call;
  readonly ledger: Ledger;
  readonly crypto: Crypto;
}

interface ChaincodeFunction {
  /** Names of its arguments: it takes exactly these. */
  readonly takes: readonly string[];
  readonly run: (context: Context) => Promise<Answer>;
}

const FUNCTIONS: ReadonlyMap<string, ChaincodeFunction> = new Map([
  ['registerLog', { takes: ['origin', 'verifier key'], run: registerLog }],
  ['submitCheckpoint', { takes: ['origin', 'size', 'note', 'proof', 'size of the proof'], run: submitCheckpoint }],
  ['getCheckpoint', { takes: ['origin', 'size'], run: getCheckpoint }],
  ['latest', { takes: ['origin'], run: latest }],
  ['getLog', { takes: ['origin'], run: getLog }],
]);

/** Carries out one call. Writes nothing when it is refused. Throws only what the ledger throws. */
export async function invoke(call: Call, ledger: Ledger, crypto: Crypto): Promise<Answer> {
  const known = FUNCTIONS.get(call.function);
  if (!known) return refused('UNKNOWN_FUNCTION', call.function.slice(0, 64));
  if (call.arguments.length !== known.takes.length)
    return refused('BAD_ARGUMENTS', `${call.function} takes ${known.takes.join(', ')}`);
  const long = call.arguments.findIndex((one) => one.length > CHAINCODE_LIMITS.argument);
  if (long >= 0) return refused('BAD_ARGUMENTS', `${known.takes[long]} is too long`);
  try {
    return await known.run({ call, ledger, crypto });
  } catch (error) {
    if (error instanceof NotaryError) return refused('BAD_ARGUMENTS', error.message);
    throw error;
  }
}

/**
 * The arguments of `submitCheckpoint`: the note with the log's signature, and the proof from the checkpoint that was
 * accepted last, of `fromSize` leaves (0 and an empty proof for a log's first).
 */
export function submitArguments(
  { origin, size }: Pick<Checkpoint, 'origin' | 'size'>,
  note: string,
  proof: readonly Uint8Array[],
  fromSize: number,
): readonly string[] {
  return [origin, String(size), note, JSON.stringify(proof.map(toBase64)), String(fromSize)];
}

const textOf = (bytes: Uint8Array | null) => (bytes === null ? null : fromUtf8(bytes));

async function registrationOf({ ledger }: Context, origin: string): Promise<Registration | null> {
  const text = textOf(await ledger.get(registrationKey(origin)));
  return text === null ? null : (JSON.parse(text) as Registration);
}

/** The same whatever the clock of another endorser says: an endorser that is far off does not endorse at all. */
function isInTime({ time, now }: Call): boolean {
  return Math.abs(time - now) <= CHAINCODE_LIMITS.seconds * 1000;
}

const outOfTime = () =>
  refused(
    'TIME_WINDOW',
    `transaction time differs by more than ${CHAINCODE_LIMITS.seconds} s from this endorser's clock`,
  );

/** A key that may sign checkpoints of `origin`. The name of a desk's log is made of its first key, and so is nobody else's. */
function logKey(origin: string, text: string, crypto: Crypto): VerifierKey {
  const key = parseVerifierKey(text, crypto);
  if (key.name !== origin) throw new NotaryError('malformed', 'the key has another name than the log');
  if (key.type !== KEY_TYPE.ed25519) throw new NotaryError('malformed', 'a log signs with Ed25519');
  if (origin.startsWith('desk/') && !isFirstKey(key, crypto))
    throw new NotaryError('malformed', 'this is not the key of which the name of the log is made');
  return key;
}

async function registerLog(context: Context): Promise<Answer> {
  const { call, ledger, crypto } = context;
  const [origin = '', vkey = ''] = call.arguments;
  logKey(origin, vkey, crypto);
  if (!isInTime(call)) return outOfTime();
  const known = await registrationOf(context, origin);
  if (known) return refused('ALREADY_REGISTERED', `log belongs to ${known.mspId}`);
  const registration: Registration = { mspId: call.mspId, vkey };
  const text = JSON.stringify(registration);
  await ledger.put(registrationKey(origin), utf8(text));
  return returned(text);
}

/** What a caller submits, read and bounded. Throws `malformed` or `too-large`. */
function submissionOf({ arguments: [origin = '', size = '', noteText = '', proof = '', from = ''] }: Call) {
  const note = parseNoteText(noteText);
  const next = parseCheckpointText(note.text);
  if (next.origin !== origin || String(next.size) !== size)
    throw new NotaryError('malformed', 'the note is about another checkpoint');
  if (next.size === 0) throw new NotaryError('malformed', 'a checkpoint without leaves');
  return { note, noteText, next, proof: proofOf(proof), from: parseDecimal(from, 'the size of the proof') };
}

/** A JSON array of hashes in base64. */
function proofOf(text: string): readonly Uint8Array[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NotaryError('malformed', 'the proof is no JSON');
  }
  if (!Array.isArray(value) || value.length > MAX_PROOF)
    throw new NotaryError('malformed', `a proof is an array of at most ${MAX_PROOF} hashes`);
  return value.map((one: unknown) => {
    const hash = typeof one === 'string' ? fromBase64(one) : new Uint8Array(0);
    if (hash.length !== HASH_BYTES) throw new NotaryError('malformed', 'a proof is made of 32-byte hashes');
    return hash;
  });
}

async function submitCheckpoint(context: Context): Promise<Answer> {
  const { call, ledger, crypto } = context;
  const { note, noteText, next, proof, from } = submissionOf(call);
  const log = await registrationOf(context, next.origin);
  if (!log) return refused('UNKNOWN_LOG', next.origin);
  const refusal = mayNotSubmit(call, log, note, crypto);
  if (refusal) return refusal;
  const last = await acceptedOf(context, next.origin);
  const wrong = growth(last, next, proof, from, crypto);
  if (wrong) return wrong;
  const value = utf8(noteText);
  await ledger.put(checkpointKey(next), value);
  await ledger.put(latestKey(next), value);
  return returned(noteText);
}

function mayNotSubmit(call: Call, log: Registration, note: SignedNote, crypto: Crypto): Answer | null {
  if (log.mspId !== call.mspId) return refused('NOT_OWNER', `log belongs to ${log.mspId}`);
  if (!isInTime(call)) return outOfTime();
  if (!isSignedAloneBy(note, parseVerifierKey(log.vkey, crypto), crypto))
    return refused('BAD_SIGNATURE', 'no signature by the registered key');
  return null;
}

/** The checkpoint that was accepted last; the empty log before the first. */
async function acceptedOf({ ledger, crypto }: Context, origin: string): Promise<Checkpoint> {
  const empty: Checkpoint = { origin, size: 0, root: emptyRoot(crypto) };
  const text = textOf(await ledger.get(latestKey(empty)));
  return text === null ? empty : parseCheckpointText(parseNoteText(text).text);
}

/**
 * Why `next` does not extend `last`, or null when it does. An endorser may be a block behind, so that it knows less than
 * the caller; then sizes differ and the answer is to try again. A fork is only said of what this endorser has itself.
 */
function growth(
  last: Checkpoint,
  next: Checkpoint,
  proof: readonly Uint8Array[],
  from: number,
  crypto: Crypto,
): Answer | null {
  if (next.size < last.size) return refused('NOT_MONOTONIC', `size ${next.size} < accepted ${last.size}`);
  if (next.size === last.size)
    return equal(next.root, last.root)
      ? refused('ALREADY_ACCEPTED', `size ${last.size}`)
      : refused('FORK', `size ${last.size} already accepted with another root`);
  if (from !== last.size) return refused('STALE', `accepted size is ${last.size}, the proof starts at ${from}`);
  return verifyConsistency(last.size, next.size, last.root, next.root, proof, crypto)
    ? null
    : refused('FORK', `no consistency between accepted size ${last.size} and size ${next.size}`);
}

async function valueAt({ ledger }: Context, key: string, what: string): Promise<Answer> {
  const text = textOf(await ledger.get(key));
  return text === null ? refused('NOT_FOUND', what) : returned(text);
}

async function getCheckpoint(context: Context): Promise<Answer> {
  const [origin = '', size = ''] = context.call.arguments;
  const key = checkpointKey({ origin, size: parseDecimal(size, 'size') });
  return valueAt(context, key, `${origin} ${size}`);
}

async function latest(context: Context): Promise<Answer> {
  const [origin = ''] = context.call.arguments;
  return valueAt(context, latestKey({ origin, size: 0 }), origin);
}

async function getLog(context: Context): Promise<Answer> {
  const [origin = ''] = context.call.arguments;
  return valueAt(context, registrationKey(origin), origin);
}
