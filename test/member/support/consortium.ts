/** Members, a desk's log and an application's state for tests: everything with real keys, nothing over a network. */
import type { ForkReport, SignedText, Transaction } from '../../../core/anchors/cometbft/transaction.ts';
import { encodeTransaction } from '../../../core/anchors/cometbft/transaction.ts';
import { ed25519PublicKey, ed25519Sign, nobleCrypto } from '../../../core/crypto.ts';
import { toHex, utf8 } from '../../../core/formats/bytes.ts';
import { type Checkpoint, checkpointText, originOf } from '../../../core/formats/checkpoint.ts';
import { KEY_TYPE, verifierKey } from '../../../core/formats/note.ts';
import { appendedNodes, consistencyProof, logRoot } from '../../../core/log/log.ts';
import { leafHash } from '../../../core/log/merkle.ts';
import { type Action, type Decision, decisionBytes, decisionMessage } from '../../../core/node/member/governance.ts';
import { begin, commit, execute } from '../../../core/node/member/machine.ts';
import { type Member, nextDecision } from '../../../core/node/member/registry.ts';
import { History, type State, Table } from '../../../core/node/member/state.ts';

const crypto = nobleCrypto;
const seedOf = (number: number) => new Uint8Array(32).fill(number);

/** A desk's log with its key; `branch` gives one that shares the first leaves and then goes its own way. */
export class TestLog {
  readonly seed: Uint8Array;
  readonly #leaves: string[];
  readonly origin: string;

  constructor(number: number, leaves: readonly string[] = []) {
    this.seed = seedOf(number);
    this.#leaves = [...leaves];
    this.origin = originOf(ed25519PublicKey(this.seed), crypto);
  }

  get vkey(): string {
    return this.vkeyOf(this.seed);
  }

  vkeyOf(seed: Uint8Array): string {
    return verifierKey(this.origin, KEY_TYPE.ed25519, ed25519PublicKey(seed), crypto).text;
  }

  grow(count: number, word = 'leaf'): this {
    for (let i = 0; i < count; i++) this.#leaves.push(`${word} ${this.#leaves.length}`);
    return this;
  }

  branch(number: number, at: number): TestLog {
    return new TestLog(number, this.#leaves.slice(0, at));
  }

  #reader() {
    const hashes = this.#leaves.map((leaf) => leafHash(utf8(leaf), crypto));
    const nodes = appendedNodes(0, hashes, () => undefined, crypto);
    const byPlace = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]));
    return (level: number, index: number) => byPlace.get(`${level}/${index}`);
  }

  checkpoint(size: number = this.#leaves.length): Checkpoint {
    return { origin: this.origin, size, root: logRoot(size, this.#reader(), crypto) };
  }

  signed(size: number = this.#leaves.length, seed = this.seed): SignedText {
    const text = checkpointText(this.checkpoint(size));
    return { text, signature: ed25519Sign(utf8(text), seed) };
  }

  proof(from: number, to: number = this.#leaves.length): Uint8Array[] {
    return consistencyProof(from, to, this.#reader(), crypto);
  }

  transaction(base: number, size: number = this.#leaves.length): Uint8Array {
    return encodeTransaction({ kind: 'checkpoint', signed: this.signed(size), base, proof: this.proof(base, size) });
  }
}

export interface Keys {
  readonly member: Member;
  readonly governance: Uint8Array;
}

/** The keys of member `number`. */
export function member(number: number, power = 10): Keys {
  const governance = seedOf(100 + number);
  return {
    governance,
    member: {
      organisation: `Organisation ${number}`,
      controller: `organisation-${number}`,
      governance: toHex(ed25519PublicKey(governance)),
      validator: toHex(ed25519PublicKey(seedOf(number))),
      power,
    },
  };
}

export const CHAIN = 'test-1';

/** A state with these members, before the first block. */
export function newState(keys: readonly Keys[]): State {
  const state = {
    chain: CHAIN,
    height: 0,
    registry: new Table(),
    latest: new Table(),
    history: new History(0, () => undefined),
  };
  begin(
    state,
    keys.map((one) => one.member),
    1,
    crypto,
  );
  return state;
}

/** A decision signed by these members. */
export function decision(
  state: State,
  action: Action,
  signers: readonly Keys[],
  over: Partial<Decision> = {},
): Uint8Array {
  const bytes = decisionBytes({ v: 1, chain: CHAIN, number: nextDecision(state), action, ...over });
  const approvals = signers
    .map(({ governance }) => ({
      key: ed25519PublicKey(governance),
      signature: ed25519Sign(decisionMessage(bytes), governance),
    }))
    .sort((a, b) => (toHex(a.key) < toHex(b.key) ? -1 : 1));
  return encodeTransaction({ kind: 'governance', action: bytes, approvals });
}

export function registerLog(state: State, log: TestLog, signers: readonly Keys[]): Uint8Array {
  return decision(
    state,
    { do: 'register-log', vkey: log.vkey, organisation: 'Holder Ltd', controller: 'holder' },
    signers,
  );
}

/** Executes a block and takes it over; gives the codes. */
export function block(state: State, ...transactions: readonly Uint8Array[]) {
  const executed = execute(state, state.height + 1, transactions, crypto);
  return { state: commit(state, executed), codes: executed.outcomes.map(({ code }) => code), executed };
}

export function forkTransaction(report: Omit<ForkReport, 'kind'>): Uint8Array {
  return encodeTransaction({ kind: 'fork-report', ...report } satisfies Transaction);
}
