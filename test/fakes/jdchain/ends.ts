/** How submissions to the fake can end: what is answered, and whether the transaction is in a block. */
import { encode } from '../../../core/anchors/jdchain/binary.ts';
import { TRANSACTION_RESPONSE, TRANSACTION_STATE } from '../../../core/anchors/jdchain/contracts.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { concat, utf8 } from '../../../core/formats/bytes.ts';
import type { FakeBlock } from './ledger.ts';

/** What a server does: an answer, a connection that is closed without one, or nothing at all. */
export type Reply =
  | { readonly status: number; readonly type: string; readonly body: Uint8Array | string }
  | 'close'
  | 'silence';

/** Kinds of faults of which the transaction is in a block all the same (`…-committed`) or never (`…-lost`). */
type Twofold = 'timeout' | 'system-error' | 'rollback' | 'close' | 'silent' | 'status';

/** What happens to a submission. */
export type Fault =
  | `${Twofold}-lost`
  | `${Twofold}-committed`
  /** Answers TIMEOUT; it comes into a block when `commitLate` is called. */
  | 'late'
  /** An answer about another transaction. */
  | 'wrong-hash-committed'
  /** An answer of which the last bytes are missing. */
  | 'truncated-committed'
  /** REJECTED_BY_SECURITY_POLICY, whatever the user may do. */
  | 'rejected'
  /** SUCCESS, and in no block. Never seen on a real network. */
  | 'lying-success';

type Kind = Fault extends infer F ? (F extends `${infer K}-lost` | `${infer K}-committed` ? K : F) : never;

/** What became of a submission. */
export interface Ending {
  readonly hash: Uint8Array;
  readonly block: FakeBlock | null;
  /** How it was executed, or why it is in no block. */
  readonly state: number;
  /** The newest block. */
  readonly tip: FakeBlock | null;
}

/** Whether the transaction comes into a block at once. */
export const isCommitted = (fault: Fault | null) => fault === null || fault.endsWith('-committed');

function responseBytes(hash: Uint8Array, state: number, block: FakeBlock | null, height = -1n): Uint8Array {
  return encode(TRANSACTION_RESPONSE, {
    contentHash: hash,
    executionState: state,
    blockHash: block?.block.hash ?? null,
    blockHeight: block?.block.height ?? height,
    success: state === TRANSACTION_STATE.SUCCESS,
    operationResults: [],
    blockGenerateTime: block?.block.timestamp ?? height,
  });
}

const binary = (body: Uint8Array): Reply => ({ status: 200, type: 'application/bin-obj;charset=UTF-8', body });

/** The answer of a gateway that did not pass a request on. */
export const notPassedOn = (hash: Uint8Array, state: number): Reply => binary(responseBytes(hash, state, null));

/** Another hash of the same algorithm. */
const otherHash = (hash: Uint8Array) => concat(hash.subarray(0, 2), nobleCrypto.sha256(concat(utf8('another '), hash)));

const { TIMEOUT, SYSTEM_ERROR, IGNORED_BY_BLOCK_FULL_ROLLBACK, REJECTED_BY_SECURITY_POLICY, SUCCESS } =
  TRANSACTION_STATE;
const timeout = ({ hash }: Ending) => binary(responseBytes(hash, TIMEOUT, null));

const ENDS: Readonly<Record<Kind | 'honest', (ending: Ending) => Reply>> = {
  honest: ({ hash, state, block }) => binary(responseBytes(hash, state, block, 0n)),
  timeout,
  late: timeout,
  'system-error': ({ hash }) => binary(responseBytes(hash, SYSTEM_ERROR, null, 0n)),
  rollback: ({ hash }) => binary(responseBytes(hash, IGNORED_BY_BLOCK_FULL_ROLLBACK, null, 0n)),
  close: () => 'close',
  silent: () => 'silence',
  'wrong-hash': ({ hash, state, block }) => binary(responseBytes(otherHash(hash), state, block)),
  truncated: ({ hash, state, block }) => binary(responseBytes(hash, state, block).subarray(0, -9)),
  status: () => ({ status: 502, type: 'text/html', body: '<html><body>Bad Gateway</body></html>' }),
  rejected: ({ hash, tip }) => binary(responseBytes(hash, REJECTED_BY_SECURITY_POLICY, tip)),
  'lying-success': ({ hash, tip }) => binary(responseBytes(hash, SUCCESS, tip)),
};

/** What is answered. */
export function replyTo(fault: Fault | null, ending: Ending): Reply {
  const kind = fault?.replace(/-(?:lost|committed)$/, '') as Kind | undefined;
  return ENDS[kind ?? 'honest'](ending);
}
