/** Builds evidence from a node's answers. It only arranges them; the offline verifier decides whether they hold. */

import type { Vote } from '../../../anchors/cometbft/commit.ts';
import type { BlockProof, SignedBlock, StateProof } from '../../../anchors/cometbft/evidence.ts';
import { besideShown, resultLeaf, transactionHash } from '../../../anchors/cometbft/header.ts';
import { sidedPath } from '../../../anchors/cometbft/tree.ts';
import { isQuorum, totalPower, type Validator } from '../../../anchors/cometbft/validators.ts';
import type { Crypto } from '../../../crypto.ts';
import type { CommitAnswer, ResultsAnswer } from '../../cometbft/answers.ts';

/** Everything about one transaction, as reported by nodes. */
export interface BlockAnswers {
  readonly transaction: Uint8Array;
  /** Position of the transaction in its block. */
  readonly index: number;
  readonly transactions: readonly Uint8Array[];
  readonly results: ResultsAnswer['results'];
  /** The canonical commit of the transaction's block, and any commit of the next. */
  readonly commit: CommitAnswer;
  readonly next: CommitAnswer;
  readonly set: readonly Validator[];
  readonly nextSet: readonly Validator[];
}

type Shown = Parameters<typeof besideShown>[1];

function signedBlock(answer: CommitAnswer, set: readonly Validator[], show: Shown, crypto: Crypto): SignedBlock {
  const { header, commit } = answer;
  return {
    height: header.height,
    validators: header.validatorsHash,
    set,
    beside: besideShown(header, show, crypto),
    round: commit.round,
    parts: commit.blockId.parts,
    votes: commit.votes,
  };
}

/** The smallest set of votes that makes a quorum, most powerful first. */
function quorumOfVotes(votes: readonly Vote[], set: readonly Validator[]): readonly Vote[] {
  const power = ({ voter }: Vote) => set[voter]?.power ?? 0;
  const byPower = [...votes].sort((a, b) => power(b) - power(a) || a.voter - b.voter);
  let signed = 0;
  const enough = byPower.filter((vote) => {
    if (isQuorum(signed, totalPower(set))) return false;
    signed += power(vote);
    return true;
  });
  return enough.sort((a, b) => a.voter - b.voter);
}

/** Transaction → block → next block. */
export function blockProof(answers: BlockAnswers, crypto: Crypto): BlockProof {
  const { transaction, index, transactions, results, commit, next } = answers;
  const data = sidedPath(
    index,
    transactions.map((bytes) => transactionHash(bytes, crypto)),
    crypto,
  );
  const outcomes = results.map(({ code, data: bytes, gas_wanted, gas_used }) =>
    resultLeaf({ code, gasWanted: gas_wanted, gasUsed: gas_used, ...(bytes ? { data: bytes } : {}) }),
  );
  const { height: _, ...following } = signedBlock(next, answers.nextSet, ['lastBlockId', 'app', 'lastResults'], crypto);
  return {
    ...signedBlock(commit, answers.set, ['data'], crypto),
    transaction,
    sides: data.sides,
    path: data.hashes,
    results: sidedPath(index, outcomes, crypto).hashes,
    data: commit.header.dataHash,
    next: {
      ...following,
      votes: quorumOfVotes(following.votes, answers.nextSet),
      lastBlock: next.header.lastBlockId.hash,
      app: next.header.appHash,
      lastResults: next.header.lastResultsHash,
    },
  };
}

/** Acceptance under the application hash of a block, with the application's own path. */
export function stateProof(
  commit: CommitAnswer,
  set: readonly Validator[],
  acceptance: Pick<StateProof, 'index' | 'size' | 'path' | 'others'>,
  crypto: Crypto,
): StateProof {
  return { ...signedBlock(commit, set, ['app'], crypto), app: commit.header.appHash, ...acceptance };
}
