/**
 * The answers of a node's RPC, read strictly. 64-bit integers are strings, hashes are upper-case hex, zero values may be
 * missing, and an absent vote carries the year 1. Nothing here is believed: evidence is made of it and then verified.
 */
import { z } from 'zod';
import type { BlockId, Time } from '../../anchors/cometbft/block.ts';
import type { Vote } from '../../anchors/cometbft/commit.ts';
import type { Header } from '../../anchors/cometbft/header.ts';
import type { Validator } from '../../anchors/cometbft/validators.ts';
import { fromBase64, fromHex } from '../../formats/bytes.ts';

const int64 = z
  .union([z.string().regex(/^\d{1,16}$/), z.number()])
  .transform(Number)
  .pipe(z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER));
const hex = z
  .string()
  .regex(/^(?:[0-9A-Fa-f]{2})*$/)
  .max(128)
  .transform((text) => fromHex(text.toLowerCase()));
const base64 = z
  .string()
  .max(2 * 1024 * 1024)
  .transform((text, context) => {
    try {
      return fromBase64(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'not base64' });
      return z.NEVER;
    }
  });

/** RFC 3339 in UTC with 0 to 9 decimals. */
export function parseTime(text: string): Time | null {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?Z$/.exec(text);
  const milliseconds = match ? Date.parse(`${match[1]}Z`) : Number.NaN;
  if (!match || Number.isNaN(milliseconds)) return null;
  return { seconds: milliseconds / 1000, nanos: Number((match[2] ?? '').padEnd(9, '0')) };
}

const time = z.string().transform((text, context) => {
  const parsed = parseTime(text);
  if (parsed) return parsed;
  context.addIssue({ code: 'custom', message: 'not a time' });
  return z.NEVER;
});

const blockId = z
  .object({ hash: hex, parts: z.object({ total: int64, hash: hex }) })
  .transform((value): BlockId => value);

const header = z
  .object({
    version: z.object({ block: int64.default(0), app: int64.default(0) }),
    chain_id: z.string().max(64),
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
  })
  .transform(
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

const commitSignature = z.object({
  block_id_flag: z.number().int(),
  timestamp: z.string().max(40),
  signature: base64.nullable(),
});

const commit = z
  .object({
    height: int64,
    round: z.number().int().nonnegative(),
    block_id: blockId,
    signatures: z.array(commitSignature).max(64),
  })
  .transform(({ height, round, block_id, signatures }) => ({
    height,
    round,
    blockId: block_id,
    votes: signatures.flatMap(({ block_id_flag, timestamp, signature }, voter): Vote[] => {
      const at = parseTime(timestamp);
      return block_id_flag === FOR_BLOCK && signature && at ? [{ voter, time: at, signature }] : [];
    }),
  }));

/** `/commit`: the header, the votes for it, and whether these votes are final (`canonical`). */
export const commitAnswer = z
  .object({ signed_header: z.object({ header, commit }), canonical: z.boolean() })
  .transform(({ signed_header, canonical }) => ({ ...signed_header, canonical }));
export type CommitAnswer = z.output<typeof commitAnswer>;

/** `/validators`, one page. */
export const validatorsAnswer = z
  .object({
    block_height: int64,
    validators: z
      .array(
        z.object({
          pub_key: z.object({ type: z.literal('tendermint/PubKeyEd25519'), value: base64 }),
          voting_power: int64,
        }),
      )
      .max(100),
    total: int64,
  })
  .transform(({ block_height, validators, total }) => ({
    height: block_height,
    total,
    set: validators.map(({ pub_key, voting_power }): Validator => ({ key: pub_key.value, power: voting_power })),
  }));
export type ValidatorsAnswer = z.output<typeof validatorsAnswer>;

const result = z.object({
  code: z.number().int().nonnegative().default(0),
  data: base64.nullish(),
  log: z.string().max(4096).default(''),
  gas_wanted: int64.default(0),
  gas_used: int64.default(0),
});

/** `/tx?hash=`: where a transaction stands and what became of it. */
export const transactionAnswer = z
  .object({ hash: hex, height: int64, index: z.number().int().nonnegative().default(0), tx_result: result, tx: base64 })
  .transform(({ tx_result, ...rest }) => ({ ...rest, result: tx_result }));
export type TransactionAnswer = z.output<typeof transactionAnswer>;

/** `/block`: only the transactions are of interest; the header comes with the commit. */
export const blockAnswer = z
  .object({ block: z.object({ data: z.object({ txs: z.array(base64).nullish() }) }) })
  .transform(({ block }) => block.data.txs ?? []);

/** `/block_results`. */
export const resultsAnswer = z
  .object({ height: int64, txs_results: z.array(result).nullish() })
  .transform(({ height, txs_results }) => ({ height, results: txs_results ?? [] }));
export type ResultsAnswer = z.output<typeof resultsAnswer>;

/** `/broadcast_tx_sync`: what CheckTx of that node said, and no more. */
export const broadcastAnswer = z.object({
  code: z.number().int().nonnegative(),
  log: z.string().max(4096).default(''),
  hash: hex,
});

/** `/abci_query`. */
export const queryAnswer = z
  .object({
    response: z.object({
      code: z.number().int().nonnegative().default(0),
      log: z.string().max(4096).default(''),
      value: base64.nullish(),
      height: int64.default(0),
    }),
  })
  .transform(({ response }) => response);

/** `/status`. */
export const statusAnswer = z
  .object({
    node_info: z.object({ network: z.string().max(64), moniker: z.string().max(200), version: z.string().max(40) }),
    sync_info: z.object({
      latest_block_height: int64,
      latest_block_time: z.string().max(40),
      catching_up: z.boolean(),
    }),
  })
  .transform(({ node_info, sync_info }) => ({
    chain: node_info.network,
    moniker: node_info.moniker,
    version: node_info.version,
    height: sync_info.latest_block_height,
    time: sync_info.latest_block_time,
    catchingUp: sync_info.catching_up,
  }));
export type StatusAnswer = z.output<typeof statusAnswer>;
