/** A member's witness in this process, over a folder that outlives it. */
import { nobleCrypto } from '../../../../core/crypto.ts';
import { type NoteSigner, parseVerifierKey } from '../../../../core/formats/note.ts';
import { onlyKey } from '../../../../core/formats/trusted.ts';
import { type ObserveRequest, parseRefusal, type Refusal } from '../../../../core/node/jdchain/witness-protocol.ts';
import type { AcceptedLog } from '../../../../core/node/witness/jdchain/accepted.ts';
import { MemberWitness } from '../../../../core/node/witness/jdchain/member-witness.ts';
import { forkFiles, type LogFork, type Stated, statedFiles } from '../../../../core/node/witness/jdchain/memory.ts';
import type { OwnPeer } from '../../../../core/node/witness/jdchain/observing.ts';
import type { Reply } from '../../../../core/node/witness/reply.ts';
import { WitnessFiles } from '../../../../core/node/witness/state.ts';
import { LEDGERS, witness } from '../../../anchor/jdchain/support/ledger.ts';
import type { TestLog } from '../../../member/support/consortium.ts';
import { bodyOf, OwnNode, USER_KEY } from './own-node.ts';

export class Member {
  readonly folder: string;
  readonly signer: NoteSigner;
  readonly node = new OwnNode();
  readonly #logs = new Map<string, AcceptedLog>();
  #witness: MemberWitness | null = null;
  now = Date.UTC(2026, 10, 25);
  elapsed = 0;
  /** Called before and after something is stored. */
  beforeSave: () => void = () => {};
  afterSave: () => void = () => {};

  constructor(folder: string, signer: NoteSigner = witness('court.example')) {
    this.folder = folder;
    this.signer = signer;
  }

  accept(log: TestLog, changes: Partial<AcceptedLog> = {}): this {
    const keys = onlyKey(parseVerifierKey(log.vkey, nobleCrypto));
    this.#logs.set(log.origin, { origin: log.origin, organisation: 'Log Ltd', keys, user: USER_KEY, ...changes });
    return this;
  }

  /** The witness over what is in its folder: the one that runs, or a new one after `restart`. */
  get witness(): MemberWitness {
    this.#witness ??= this.witnessOf(this.node);
    return this.#witness;
  }

  restart(): this {
    this.#witness = null;
    return this;
  }

  /** With another node than the one in memory. */
  witnessOf(peer: OwnPeer, ledger: Uint8Array = LEDGERS.SHA256): MemberWitness {
    const stated = this.#files<Stated>(statedFiles(this.signer.key, nobleCrypto));
    const forks = this.#files<LogFork>(forkFiles(nobleCrypto));
    return new MemberWitness({
      signer: this.signer,
      ledger,
      peer,
      stated,
      forks,
      logs: () => this.#logs,
      now: () => this.now,
      elapsed: () => this.elapsed,
      crypto: nobleCrypto,
    });
  }

  #files<T>(form: ConstructorParameters<typeof WitnessFiles<T>>[1]): WitnessFiles<T> {
    const files = new WitnessFiles<T>(this.folder, form, nobleCrypto);
    const save = files.save.bind(files);
    files.save = (origin, value) => {
      this.beforeSave();
      save(origin, value);
      this.afterSave();
    };
    return files;
  }

  ask(asked: ObserveRequest, changes: Partial<ObserveRequest> = {}, from = '127.0.0.1'): Promise<Reply> {
    return this.witness.observe(bodyOf(asked, changes), from);
  }
}

/** What an answer says: 200, or the refusal's reason and detail. */
export function said({ status, body }: Pick<Reply, 'status' | 'body'>): string {
  if (status === 200) return '200';
  const refusal = refusalIn({ status, body });
  return refusal.detail === null ? refusal.reason : `${refusal.reason} ${refusal.detail}`;
}

export function refusalIn({ status, body }: Pick<Reply, 'status' | 'body'>): Refusal {
  const refusal = parseRefusal(status, body);
  if (!refusal) throw new Error(`no refusal: ${status} ${new TextDecoder().decode(body)}`);
  return refusal;
}
