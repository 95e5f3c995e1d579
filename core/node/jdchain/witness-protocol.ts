/**
 * What a desk and a member's witness say to each other over HTTP about an anchor on a JD Chain ledger: the request, its
 * answers, and how both are read. It follows C2SP tlog-witness, whose request stands at its end.
 * docs/certificate-format/jdchain.md has the statement, docs/jdchain.md what a witness checks.
 *
 * `POST <prefix>/jdchain-observe`, `text/plain; charset=utf-8`:
 *
 *     jdchain-request/v1
 *     ledger <Base58 ledger hash>
 *     block <height> <Base58 block hash>
 *     tx <Base58 transaction hash>
 *     old <size that the witness stated last, 0 for none>
 *     <base64 hash>                     consistency between `old` and the checkpoint, whichever is larger
 *     …
 *
 *     <the checkpoint as a note, with the log's signature>
 *
 * A checkpoint smaller than `old` is an older one, which the proof shows to be of the same history: a witness that was away
 * can state it later. Answer 200: the statement as a note with the line of this witness alone. Any other: {@link Refusal}.
 */
import { fromBase58, toBase58 } from '../../anchors/jdchain/base58.ts';
import { hashAlgorithmOf } from '../../anchors/jdchain/keys.ts';
import { checkWitnessLine } from '../../anchors/jdchain/lines.ts';
import { parseObservation } from '../../anchors/jdchain/observation.ts';
import type { Crypto } from '../../crypto.ts';
import { NotaryError } from '../../errors.ts';
import {
  ADD_CHECKPOINT,
  type AddCheckpoint,
  addCheckpointBytes,
  parseAddCheckpoint,
} from '../../formats/add-checkpoint.ts';
import { concat, fromUtf8, utf8 } from '../../formats/bytes.ts';
import { parseDecimal } from '../../formats/checkpoint.ts';
import { noteBytes, parseNote, type SignatureLine, type SignedNote, type VerifierKey } from '../../formats/note.ts';

/** Last part of the path that is posted to. */
export const OBSERVE = 'jdchain-observe';

/** Content type of requests and answers. */
export const OBSERVE_TYPE = 'text/plain; charset=utf-8';

/** Bounds, in bytes. */
export const OBSERVE_LIMITS = { request: ADD_CHECKPOINT.request + 1024, answer: ADD_CHECKPOINT.answer } as const;

const HEADER = 'jdchain-request/v1';
/** Characters of the part before `old`, at most. */
const LONGEST_HEAD = 512;

/** What a desk asks a witness to state. Hashes of the ledger are 34 bytes with their code. */
export interface ObserveRequest extends AddCheckpoint {
  readonly ledger: Uint8Array;
  readonly height: number;
  readonly block: Uint8Array;
  readonly transaction: Uint8Array;
}

/** The body of a request. */
export function observeRequestBytes(asked: ObserveRequest): Uint8Array {
  const head = [
    HEADER,
    `ledger ${toBase58(asked.ledger)}`,
    `block ${asked.height} ${toBase58(asked.block)}`,
    `tx ${toBase58(asked.transaction)}`,
    '',
  ];
  return concat(utf8(head.join('\n')), addCheckpointBytes(asked));
}

const SHAPE = /^jdchain-request\/v1\nledger (\S{1,64})\nblock (\d{1,16}) (\S{1,64})\ntx (\S{1,64})\n/;

function ledgerHash(text: string | undefined): Uint8Array {
  const bytes = fromBase58(text ?? '');
  hashAlgorithmOf(bytes);
  if (toBase58(bytes) !== text) throw new NotaryError('malformed', 'a hash is written in one way');
  return bytes;
}

/** Reads the body of a request. Throws `malformed`, `too-large`, or `newer-version` for a later one. */
export function parseObserveRequest(bytes: Uint8Array): ObserveRequest {
  if (bytes.length > OBSERVE_LIMITS.request) throw new NotaryError('too-large', 'the request is too long');
  const all = fromUtf8(bytes);
  const head = all.slice(0, LONGEST_HEAD);
  if (/^jdchain-request\/v(?:[2-9]|[1-9]\d+)\n/.test(head))
    throw new NotaryError('newer-version', `${head.slice(0, head.indexOf('\n'))}; this witness knows version 1`);
  const parts = SHAPE.exec(head);
  if (!parts) throw new NotaryError('malformed', `not a request of ${HEADER}`);
  const [whole, ledger, height, block, transaction] = parts;
  return {
    ledger: ledgerHash(ledger),
    height: parseDecimal(height ?? '', 'height'),
    block: ledgerHash(block),
    transaction: ledgerHash(transaction),
    ...parseAddCheckpoint(utf8(all.slice(whole.length))),
  };
}

/**
 * Why a witness states nothing, and what the desk does then: `ask-again` later with the same, `ask-otherwise` with what the
 * detail says, `stop` and tell a person.
 */
export const REFUSALS = {
  /** Not a request. */
  malformed: { status: 400, desk: 'stop' },
  /** The log is not accepted here: its operator has to. */
  'unknown-log': { status: 404, desk: 'ask-again' },
  /** Its peer has another ledger. Detail: that ledger's hash. */
  'other-ledger': { status: 404, desk: 'stop' },
  /** No valid signature of a key that is accepted for the log. */
  'log-key': { status: 403, desk: 'stop' },
  /** It stated another size last. Detail: that size. */
  'other-size': { status: 409, desk: 'ask-otherwise' },
  /** The proof does not show one history. */
  'not-grown': { status: 422, desk: 'stop' },
  /** The log has signed two histories: the answer carries the other checkpoint, which the witness stated, as a note. */
  'log-fork': { status: 422, desk: 'stop' },
  /** Its peer has another block at this height. Detail: the hash of that block. */
  'ledger-fork': { status: 422, desk: 'stop' },
  /** The ledger does not keep versions of entries (KV): an entry there is no evidence. */
  'ledger-structure': { status: 422, desk: 'stop' },
  /** The transaction was recorded and not carried out. Detail: its state. */
  'not-success': { status: 422, desk: 'stop' },
  /** It is in another block than the request says. Detail: the height. */
  'other-block': { status: 422, desk: 'stop' },
  /** It is not one that writes this checkpoint, or not signed by the user of this log. */
  'other-transaction': { status: 422, desk: 'stop' },
  /** The entry is not what the transaction wrote, or was written again. */
  'other-entry': { status: 422, desk: 'stop' },
  /** Others than the user of this log can write into the data account. */
  'open-account': { status: 422, desk: 'stop' },
  /** Its peer does not have it yet. */
  'not-seen': { status: 425, desk: 'ask-again' },
  'too-often': { status: 429, desk: 'ask-again' },
  /** Something failed at the witness. */
  failed: { status: 500, desk: 'ask-again' },
  /** What its peer says does not hold: a hash that does not recompute. */
  'peer-wrong': { status: 502, desk: 'ask-again' },
  /** Its peer does not answer. */
  'peer-away': { status: 503, desk: 'ask-again' },
} as const satisfies Readonly<Record<string, { status: number; desk: 'ask-again' | 'ask-otherwise' | 'stop' }>>;

/** Name of a refusal. */
export type RefusalReason = keyof typeof REFUSALS;

/** An answer other than 200: a line with the reason and its detail, a line for people, and perhaps a note behind an empty line. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** What the table says, one word; null for none. */
  readonly detail: string | null;
  /** For people who run a witness or a desk, in English, one line. */
  readonly why: string;
  /** Of `log-fork`: the checkpoint that the witness stated before, with the log's signature. */
  readonly note: SignedNote | null;
}

/** The body of a refusal. */
export function refusalBytes({ reason, detail, why, note }: Refusal): Uint8Array {
  const head = utf8(`${reason}${detail === null ? '' : ` ${detail}`}\n${why}\n`);
  return note ? concat(head, utf8('\n'), noteBytes(note)) : head;
}

const REFUSAL = /^([a-z-]{1,32})(?: (\S{1,64}))?\n([^\n]{1,1000})\n(?:\n([\s\S]+))?$/;

/** Reads a refusal; null for an answer that is none, as of a proxy in between. Never throws. */
export function parseRefusal(status: number, bytes: Uint8Array): Refusal | null {
  if (bytes.length > OBSERVE_LIMITS.answer) return null;
  try {
    const [, reason = '', detail, why = '', note] = REFUSAL.exec(fromUtf8(bytes)) ?? [];
    const isKnown = Object.hasOwn(REFUSALS, reason) && REFUSALS[reason as RefusalReason].status === status;
    if (!isKnown) return null;
    return {
      reason: reason as RefusalReason,
      detail: detail ?? null,
      why,
      note: note === undefined ? null : parseNote(utf8(note)),
    };
  } catch {
    return null;
  }
}

/**
 * The line in an answer 200, once it verifies under the pinned key of the witness. `text` is the statement that the desk
 * expects (`observationText`): another one is another truth. Throws `malformed`, or `anchor-invalid` with words.
 */
export function statedLine(bytes: Uint8Array, text: string, key: VerifierKey, crypto: Crypto): SignatureLine {
  const note = parseNote(bytes);
  parseObservation(note.text);
  const [line, ...others] = note.signatures;
  const invalid = (why: string) => new NotaryError('anchor-invalid', `the witness ${key.name} ${why}`);
  if (note.text !== text) throw invalid('states something else than was asked');
  if (!line || others.length > 0) throw invalid('answers with other lines than its own');
  if (checkWitnessLine(text, line, key, crypto).state !== 'valid')
    throw invalid('signs with another key, or not at all');
  return line;
}
