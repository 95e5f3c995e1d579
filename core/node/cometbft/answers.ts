/**
 * The answers of a node's RPC, read strictly. 64-bit integers are strings, hashes are upper-case hex, zero values may
 * be missing, and an absent vote carries the year 1. Nothing here is trusted: evidence is built from it and then
 * verified.
 */
import type { BlockId, Time } from '../../anchors/cometbft/block.ts';
import type { Vote } from '../../anchors/cometbft/commit.ts';
import type { Header } from '../../anchors/cometbft/header.ts';
import type { Validator } from '../../anchors/cometbft/validators.ts';
import { NotaryError } from '../../errors.ts';
import { fromBase64, fromHex } from '../../formats/bytes.ts';
import {
  boolean,
  type Decoder,
  integer,
  list,
  literal,
  loose,
  mapped,
  nullable,
  orElse,
  type Read,
  text,
} from '../../formats/decoder.ts';

const int64: Decoder<number> = (value, at) =>
  integer()(typeof value === 'string' ? Number(text(16, /^\d{1,16}$/, 'an integer')(value, at)) : value, at);
const hex = mapped(text(128, /^(?:[0-9A-Fa-f]{2})*$/, 'hex'), (value) => fromHex(value.toLowerCase()));
const base64 = mapped(text(2 * 1024 * 1024), (value) => fromBase64(value));
const nullish = <T>(decoder: Decoder<T>) => orElse(nullable(decoder), null);

/** RFC 3339 in UTC with 0 to 9 decimals. */
export function parseTime(written: string): Time | null {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z$/.exec(written);
  const milliseconds = match ? Date.parse(`${match[1]}Z`) : Number.NaN;
  if (!match || Number.isNaN(milliseconds)) return null;
  return { seconds: milliseconds / 1000, nanos: Number((match[2] ?? '').padEnd(9, '0')) };
}

const time = mapped(text(40), (value, at): Time => {
  const parsed = parseTime(value);
  if (parsed) return parsed;
  throw new NotaryError('malformed', `${at}: not a time`);
});

const blockId = loose<BlockId>({ hash: hex, parts: loose<BlockId['parts']>({ total: int64, hash: hex }) });

const header = mapped(
  loose({
    version: loose({ block: orElse(int64, 0), app: orElse(int64, 0) }),
    chain_id: text(64),
    height: int64,
    time,
    last_block_id: blockId,
    last_commit_hash: hex,
    data_hash: hex,
    validators_hash: hex,
    next_validators_hash: hex,
    consensus_hash: hex,
    app_hash: hex,
    last_results_hash: hex,
    evidence_hash: hex,
    proposer_address: hex,
  }),
  (value): Header => ({
    version: value.version,
    chainId: value.chain_id,
    height: value.height,
    time: value.time,
    lastBlockId: value.last_block_id,
    lastCommitHash: value.last_commit_hash,
    dataHash: value.data_hash,
    validatorsHash: value.validators_hash,
    nextValidatorsHash: value.next_validators_hash,
    consensusHash: value.consensus_hash,
    appHash: value.app_hash,
    lastResultsHash: value.last_results_hash,
    evidenceHash: value.evidence_hash,
    proposerAddress: value.proposer_address,
  }),
);

/** `block_id_flag` of a vote for the block. */
const FOR_BLOCK = 2;

const commitSignature = loose({
  block_id_flag: integer(),
  timestamp: text(40),
  signature: nullable(base64),
});

const commit = mapped(
  loose({ height: int64, round: integer(), block_id: blockId, signatures: list(commitSignature, 64) }),
  ({ height, round, block_id, signatures }) => ({
    height,
    round,
    blockId: block_id,
    votes: signatures.flatMap(({ block_id_flag, timestamp, signature }, voter): Vote[] => {
      const at = parseTime(timestamp);
      return block_id_flag === FOR_BLOCK && signature && at ? [{ voter, time: at, signature }] : [];
    }),
  }),
);

/** `/commit`: the header, the votes for it, and whether these votes are final (`canonical`). */
export const commitAnswer = mapped(
  loose({ signed_header: loose({ header, commit }), canonical: boolean }),
  ({ signed_header, canonical }) => ({ ...signed_header, canonical }),
);
/** The parsed answer to `/commit`. */
export type CommitAnswer = Read<typeof commitAnswer>;

const validator = mapped(
  loose({
    pub_key: loose({ type: literal('tendermint/PubKeyEd25519'), value: base64 }),
    voting_power: int64,
  }),
  ({ pub_key, voting_power }): Validator => ({ key: pub_key.value, power: voting_power }),
);

/** `/validators`, one page. */
export const validatorsAnswer = mapped(
  loose({ block_height: int64, validators: list(validator, 100), total: int64 }),
  ({ block_height, validators, total }) => ({ height: block_height, total, set: validators }),
);

const result = loose({
  code: orElse(integer(), 0),
  data: nullish(base64),
  log: orElse(text(4096), ''),
  gas_wanted: orElse(int64, 0),
  gas_used: orElse(int64, 0),
});

/** Transactions of one block. */
const MOST = 1_000_000;

/** `/tx?hash=`: position and result of a transaction. */
export const transactionAnswer = mapped(
  loose({ hash: hex, height: int64, index: orElse(integer(), 0), tx_result: result, tx: base64 }),
  ({ tx_result, ...rest }) => ({ ...rest, result: tx_result }),
);

/** `/block`: only the transactions are of interest; the header comes with the commit. */
export const blockAnswer = mapped(
  loose({ block: loose({ data: loose({ txs: nullish(list(base64, MOST)) }) }) }),
  ({ block }) => block.data.txs ?? [],
);

/** `/block_results`. */
export const resultsAnswer = mapped(
  loose({ height: int64, txs_results: nullish(list(result, MOST)) }),
  ({ height, txs_results }) => ({ height, results: txs_results ?? [] }),
);
/** The parsed answer to `/block_results`. */
export type ResultsAnswer = Read<typeof resultsAnswer>;

/** `/broadcast_tx_sync`: only the CheckTx result of that node. */
export const broadcastAnswer = loose({ code: integer(), log: orElse(text(4096), ''), hash: hex });

/** `/abci_query`. */
export const queryAnswer = mapped(
  loose({
    response: loose({
      code: orElse(integer(), 0),
      log: orElse(text(4096), ''),
      value: nullish(base64),
      height: orElse(int64, 0),
    }),
  }),
  ({ response }) => response,
);

/** `/status`. */
export const statusAnswer = mapped(
  loose({
    node_info: loose({ network: text(64), moniker: text(200), version: text(40) }),
    sync_info: loose({ latest_block_height: int64, latest_block_time: text(40), catching_up: boolean }),
  }),
  ({ node_info, sync_info }) => ({
    chain: node_info.network,
    moniker: node_info.moniker,
    version: node_info.version,
    height: sync_info.latest_block_height,
    time: sync_info.latest_block_time,
    catchingUp: sync_info.catching_up,
  }),
);
