/**
 * What becomes of a transaction that is submitted to a gateway. Nobody signs the answer, and most ways in which it can fail
 * say nothing about the transaction: it may be in a block, come into one later, or never. The only thing that is
 * sure is what members answer who are asked for its hash.
 */
import { decode } from '../../anchors/jdchain/binary.ts';
import { TRANSACTION_RESPONSE, TRANSACTION_STATE, type TransactionResponse } from '../../anchors/jdchain/contracts.ts';
import { equal } from '../../formats/bytes.ts';
import type { HttpAnswer, HttpFailure, HttpFailureReason } from '../network/http.ts';
import { failureText } from './endpoint.ts';
import { type Envelope, parseEnvelope } from './envelope.ts';

/**
 * Why an end is open: as for any request; `state` for an answer that leaves it open (TIMEOUT, SYSTEM_ERROR without a block,
 * IGNORED_BY_BLOCK_FULL_ROLLBACK, and any that is not known); `hash` for one about another transaction; `shape` for one that
 * cannot be read or contradicts itself; `status` for an HTTP status other than 200.
 */
export type OpenEnd = HttpFailureReason | 'state' | 'hash' | 'shape' | 'status';

/** What is known after a submission. Heights and hashes are the gateway's claim. */
export type Submission =
  /** SUCCESS in a block. Likely so; sure once members show it. */
  | { readonly is: 'accepted'; readonly height: number; readonly block: Uint8Array }
  /** In a block, but refused when it was executed: `state` is a code of `TRANSACTION_STATE`. It changed nothing. */
  | { readonly is: 'recorded'; readonly state: number; readonly height: number; readonly block: Uint8Array }
  /** The gateway did not pass it on: signature or ledger hash are missing or wrong. */
  | { readonly is: 'refused'; readonly state: number }
  /** The gateway answered with an error as JSON. Mostly it could not read the bytes; to be sure, ask for the hash. */
  | { readonly is: 'not-understood'; readonly said: string }
  /** 401 or 403: the gateway wants other credentials. */
  | { readonly is: 'not-allowed'; readonly status: number }
  /** No byte of it left this machine. */
  | { readonly is: 'not-sent'; readonly reason: HttpFailureReason; readonly said: string }
  /** It may be in a block, come into one later, or never: ask for the hash. `state` is null when there was none. */
  | { readonly is: 'open'; readonly why: OpenEnd; readonly state: number | null; readonly said: string };

const open = (why: OpenEnd, said: string, state: number | null = null): Submission => ({
  is: 'open',
  why,
  state,
  said,
});

/** States by which a gateway says that it did not pass a transaction on. */
const NOT_PASSED_ON: readonly number[] = [
  TRANSACTION_STATE.LEDGER_HASH_EMPTY,
  TRANSACTION_STATE.ILLEGAL_CONTRACT_CAR,
  TRANSACTION_STATE.ILLEGAL_NODE_SIGNATURE,
  TRANSACTION_STATE.NO_ENDPOINT_SIGNATURE,
  TRANSACTION_STATE.INVALID_ENDPOINT_SIGNATURE,
];

/** The name of a state, or its code. */
export function stateName(state: number): string {
  const found = Object.entries(TRANSACTION_STATE).find(([, code]) => code === state);
  return found ? found[0] : `0x${state.toString(16)}`;
}

function meaningOf(answer: TransactionResponse, hash: Uint8Array): Submission {
  const { contentHash, executionState: state, blockHash: block, success } = answer;
  const height = Number(answer.blockHeight);
  if (!contentHash || !equal(contentHash, hash)) return open('hash', 'an answer about another transaction', state);
  const isSuccess = state === TRANSACTION_STATE.SUCCESS;
  if (success !== isSuccess) return open('shape', 'an answer that contradicts itself', state);
  if (block && Number.isSafeInteger(height) && height > 0)
    return isSuccess ? { is: 'accepted', height, block } : { is: 'recorded', state, height, block };
  if (block || !NOT_PASSED_ON.includes(state)) return open('state', stateName(state), state);
  return { is: 'refused', state };
}

function envelopeOf(answer: HttpAnswer): Envelope | null {
  try {
    return parseEnvelope(answer);
  } catch {
    return null;
  }
}

/** What an answer means for the transaction with this hash. */
export function submissionOf(answer: HttpAnswer, hash: Uint8Array): Submission {
  const { status, body } = answer;
  if (status === 401 || status === 403) return { is: 'not-allowed', status };
  if (status !== 200) return open('status', `HTTP ${status}`);
  const envelope = envelopeOf(answer);
  if (envelope?.is === 'error') return { is: 'not-understood', said: envelope.message };
  try {
    return meaningOf(decode(TRANSACTION_RESPONSE, body), hash);
  } catch {
    return open('shape', `${body.length} bytes that are no answer to a transaction`);
  }
}

/** What it means that there was no answer. */
export function unansweredSubmission(failure: HttpFailure): Submission {
  const { reason, isSent } = failure;
  const said = failureText(failure);
  return isSent ? open(reason, said) : { is: 'not-sent', reason, said };
}
