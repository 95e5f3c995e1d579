/** The recorded answers of a real network of four members, as evidence. */
import { readFileSync } from 'node:fs';
import { resultLeaf } from '../../../../core/anchors/cometbft/header.ts';
import { nobleCrypto } from '../../../../core/crypto.ts';
import {
  blockAnswer,
  commitAnswer,
  resultsAnswer,
  transactionAnswer,
  validatorsAnswer,
} from '../../../../core/node/cometbft/answers.ts';
import { blockProof } from '../../../../core/node/connectors/cometbft/proofs.ts';

export const RECORDED = ['a-first-all', 'b-after-20s-idle', 'c-many-txs', 'd-one-down', 'e-large-log'] as const;
export const RECORDED_CHAIN = 'notary-proto-4';

/** Everything of one recording, parsed, and the proof made of it. */
export function recorded(name: (typeof RECORDED)[number]) {
  return recordedFrom((file) => {
    const path = new URL(`../../../vectors/cometbft/${name}/rpc-${file}.json`, import.meta.url);
    return JSON.parse(readFileSync(path, 'utf8')).result;
  });
}

/** The same of any raw answers: `answer` gives the result for `tx`, `commit`, `next`, `block`, `results`, `validators`. */
export function recordedFrom(answer: (file: string) => unknown) {
  const commit = commitAnswer(answer('commit'), 'commit');
  const next = commitAnswer(answer('next'), 'next');
  const { set } = validatorsAnswer(answer('validators'), 'validators');
  const transaction = transactionAnswer(answer('tx'), 'tx');
  const transactions = blockAnswer(answer('block'), 'block');
  const { results } = resultsAnswer(answer('results'), 'results');
  const { tx, index } = transaction;
  const proof = blockProof(
    { transaction: tx, index, transactions, results, commit, next, set, nextSet: set },
    nobleCrypto,
  );
  const result = resultLeaf({ code: 0, data: results[index]?.data ?? new Uint8Array(0) });
  return { commit, next, set, transaction, proof, result };
}
