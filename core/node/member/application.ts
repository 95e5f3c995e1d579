/**
 * The application behind the engine: the pure machine, its store, and the two states that a node works on (the
 * committed one, and the one that the mempool builds on it). Requests arrive one at a time.
 */
import { decodeTransaction, type ForkReport } from '../../anchors/cometbft/transaction.ts';
import { type Crypto, nobleCrypto } from '../../crypto.ts';
import { assertNever, NotaryError } from '../../errors.ts';
import { checkpointText } from '../../formats/checkpoint.ts';
import { CODES, type Outcome } from '../cometbft/codes.ts';
import { nodeCrypto } from '../system/crypto.ts';
import type { Request, Response, Result } from './abci/messages.ts';
import { forkReport } from './fork.ts';
import { genesisState } from './genesis.ts';
import { apply, commit, type Executed, execute, select } from './machine.ts';
import { answer } from './queries.ts';
import { latestOf } from './registry.ts';
import { draftOf, type State } from './state.ts';
import type { MemberStore } from './store.ts';

/** Every member must decide alike: one implementation of Ed25519, the same on every machine, and a fast SHA-256. */
const MEMBER_CRYPTO: Crypto = { ...nodeCrypto, verifyEd25519: nobleCrypto.verifyEd25519 };

/** What an `Application` is made of; `crypto` is for tests. */
export interface ApplicationDependencies {
  readonly store: MemberStore;
  /** Called with a provable fork, so that the report can be sent to the others. */
  readonly onFork: (report: ForkReport) => void;
  readonly crypto?: Crypto;
}

/** Answers ABCI requests. Throws `wrong-state` for requests that need a chain before it has begun. */
export class Application {
  readonly #dependencies: ApplicationDependencies;
  readonly #crypto: Crypto;
  #state: State | null = null;
  #hash: Uint8Array = new Uint8Array(0);
  #mempool: State | null = null;
  #executed: Executed | null = null;

  constructor(dependencies: ApplicationDependencies) {
    this.#dependencies = dependencies;
    this.#crypto = dependencies.crypto ?? MEMBER_CRYPTO;
    const stored = dependencies.store.load();
    if (stored) this.#stand(stored.state, stored.hash);
  }

  /** Height and hash of what is durable. */
  get standing(): { height: number; hash: Uint8Array } {
    return { height: this.#state?.height ?? 0, hash: this.#hash };
  }

  #stand(state: State, hash: Uint8Array): void {
    this.#state = state;
    this.#hash = hash;
    this.#mempool = draftOf(state);
    this.#executed = null;
  }

  #current(): State {
    if (!this.#state) throw new NotaryError('wrong-state', 'the chain has not begun');
    return this.#state;
  }

  readonly handle = (request: Request): Response => {
    switch (request.method) {
      case 'echo':
        return request;
      case 'info':
        return { method: 'info', data: 'notary-desk', ...this.standing };
      case 'init-chain':
        return this.#begin(request);
      case 'query':
        return this.#query(request.path, request.data);
      case 'check':
        return this.#check(request.transaction, request.again);
      case 'prepare': {
        const transactions = select(this.#current(), request.transactions, request.maxBytes, this.#crypto);
        return { method: 'prepare', transactions };
      }
      case 'process':
        return { method: 'process', accept: this.#isAcceptable(request.height, request.transactions) };
      case 'finalize':
        return this.#finalize(request.height, request.transactions);
      case 'commit':
        return this.#commit();
      case 'flush':
      case 'list-snapshots':
      case 'offer-snapshot':
      case 'load-chunk':
      case 'apply-chunk':
      case 'extend-vote':
      case 'verify-extension':
        return { method: request.method };
      default:
        return assertNever(request);
    }
  };

  #begin(request: Extract<Request, { method: 'init-chain' }>): Response {
    const state = genesisState(request, this.#crypto);
    const { store } = this.#dependencies;
    store.reset();
    store.save(state, this.#crypto);
    const stored = store.load();
    if (!stored) throw new NotaryError('internal', 'the first state was not stored');
    this.#stand(stored.state, stored.hash);
    return { method: 'init-chain', hash: stored.hash };
  }

  #query(path: string, data: Uint8Array): Response {
    const { height } = this.standing;
    try {
      const asked = { state: this.#current(), store: this.#dependencies.store, crypto: this.#crypto };
      return { method: 'query', result: { code: 0, log: '' }, value: answer(path, data, asked), height };
    } catch (error) {
      if (!(error instanceof NotaryError)) throw error;
      return { method: 'query', result: { code: 1, log: error.message }, value: new Uint8Array(0), height };
    }
  }

  #check(transaction: Uint8Array, again: boolean): Response {
    if (!this.#mempool) return { method: 'check', result: { code: CODES.malformed, log: 'the chain has not begun' } };
    const outcome = apply(this.#mempool, transaction, this.#crypto);
    if (outcome.code === 'fork' && !again) this.#reportFork(transaction);
    return { method: 'check', result: resultOf(outcome) };
  }

  /** The accepted checkpoint and the refused one together prove the fork to everybody, if the proof shows it. */
  #reportFork(transaction: Uint8Array): void {
    const refused = decodeTransaction(transaction);
    if (refused.kind !== 'checkpoint') return;
    const origin = refused.signed.text.split('\n')[0] ?? '';
    const accepted = this.#dependencies.store.accepted(checkpointText(latestOf(this.#current(), origin, this.#crypto)));
    const report = accepted && forkReport(accepted, refused.signed, refused.proof, this.#crypto);
    if (report) this.#dependencies.onFork(report);
  }

  #isAcceptable(height: number, transactions: readonly Uint8Array[]): boolean {
    const { outcomes } = execute(this.#current(), height, transactions, this.#crypto);
    return outcomes.every(({ code }) => code === 'ok');
  }

  #finalize(height: number, transactions: readonly Uint8Array[]): Response {
    const state = this.#current();
    if (height !== state.height + 1)
      throw new NotaryError('wrong-state', `block ${height} after ${state.height}: this state is not the node's`);
    const executed = execute(state, height, transactions, this.#crypto);
    this.#executed = executed;
    const { outcomes, updates, hash } = executed;
    return { method: 'finalize', results: outcomes.map(resultOf), updates, hash };
  }

  #commit(): Response {
    const { store } = this.#dependencies;
    const executed = this.#executed;
    if (!executed) throw new NotaryError('wrong-state', 'nothing was executed');
    store.save(executed.draft, this.#crypto);
    const state = commit(this.#current(), executed, store.readNode);
    this.#stand(state, executed.hash);
    return { method: 'commit' };
  }
}

function resultOf({ code, log }: Outcome): Result {
  return { code: CODES[code], log };
}
