/** The chain of the fake: blocks with one transaction each, whose hashes are real; and a second chain since a fork. */
import { toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import {
  type BlockBody,
  LEDGER_DATA_STRUCTURE,
  type LedgerBlock,
  type LedgerTransaction,
  TRANSACTION_STATE,
  type TransactionContent,
  type TransactionRequest,
} from '../../../core/anchors/jdchain/contracts.ts';
import {
  addressOf,
  type HashAlgorithm,
  hashAlgorithmOf,
  hashWith,
  type JdPrivateKey,
  publicKeyBytes,
  publicKeyOf,
} from '../../../core/anchors/jdchain/keys.ts';
import { blockHash, signTransaction, transactionHash } from '../../../core/anchors/jdchain/transaction.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { concat, equal, utf8 } from '../../../core/formats/bytes.ts';
import { FakeState } from './state.ts';

/** A block with its one transaction. */
export interface FakeBlock {
  readonly block: LedgerBlock & { readonly hash: Uint8Array };
  readonly transaction: LedgerTransaction;
}

/** A member of the fake's consortium. */
export interface FakeMember {
  readonly name: string;
  readonly key: JdPrivateKey;
  /** With code and type. */
  readonly publicKey: Uint8Array;
}

/** What a ledger is made with. */
export interface LedgerSetting {
  readonly structure: 'MERKLE_TREE' | 'KV';
  /** An algorithm of the table in core/anchors/jdchain/keys.ts, as a hash begins with it. */
  readonly hashCode: number;
  readonly members: readonly FakeMember[];
  /** Milliseconds since 1970 of the first block. */
  readonly begun: number;
}

/** See the head of this file. */
export class FakeLedger {
  readonly setting: LedgerSetting;
  readonly state: FakeState;
  /** The ledger's hash: that of its first block. */
  readonly hash: Uint8Array;
  readonly #algorithm: HashAlgorithm;
  /** The chain that most members have, and the other one since a fork. */
  readonly #chains: FakeBlock[][];
  #now: number;

  constructor(setting: LedgerSetting) {
    this.setting = setting;
    this.#now = setting.begun;
    this.#algorithm = hashAlgorithmOf(
      concat(Uint8Array.of(setting.hashCode >> 8, setting.hashCode & 0xff), new Uint8Array(32)),
    );
    this.state = new FakeState(setting.structure);
    for (const { publicKey } of setting.members) this.state.addUser(publicKey, 0);
    const genesis = this.#genesis();
    this.hash = genesis.block.hash;
    this.#chains = [[genesis]];
  }

  #digest(what: string): Uint8Array {
    return hashWith(this.#algorithm, utf8(what), nobleCrypto);
  }

  #genesis(): FakeBlock {
    const { members, structure, begun, hashCode } = this.setting;
    const participants = members.map(({ name, publicKey, key }, id) => ({
      id,
      address: addressOf(publicKeyOf(key), nobleCrypto),
      name,
      pubKey: publicKey,
      participantNodeState: 1,
    }));
    const content: TransactionContent = {
      ledgerHash: null,
      operations: [
        {
          contract: 'LedgerInitOperation',
          initSetting: {
            ledgerSeed: nobleCrypto.sha256(utf8('seed of the fake')),
            consensusParticipants: participants,
            cryptoSetting: { supportedProviders: [], hashAlgorithm: hashCode, autoVerifyHash: true },
            consensusProvider: 'com.jd.blockchain.consensus.bftsmart.BftsmartConsensusProvider',
            consensusSettings: utf8('fake'),
            createdTime: BigInt(begun),
            ledgerStructureVersion: -1n,
            identityMode: 1,
            ledgerCertificates: [],
            genesisUsers: members.map(({ publicKey }) => ({
              pubKey: publicKey,
              certificate: '',
              roles: [],
              rolesPolicy: 0,
            })),
            ledgerDataStructure: LEDGER_DATA_STRUCTURE[structure],
            contractRuntimeConfig: { timeout: 60000n, maxStackDepth: 100 },
          },
        },
      ],
      timestamp: BigInt(begun),
    };
    const hash = transactionHash(content, this.#algorithm, nobleCrypto);
    const request: TransactionRequest = {
      transactionHash: hash,
      transactionContent: content,
      endpointSignatures: [],
      nodeSignatures: members.map(({ key }) => signTransaction(hash, key)),
    };
    return this.#block(null, { request, hash, state: TRANSACTION_STATE.SUCCESS, time: begun });
  }

  #block(before: FakeBlock | null, { request, hash, state, time }: Executed): FakeBlock {
    const height = before ? before.block.height + 1n : 0n;
    const snapshot = {
      adminAccountHash: this.#digest('admin'),
      userAccountSetHash: this.#digest(`users ${height}`),
      dataAccountSetHash: height === 0n ? null : this.#digest(`accounts ${toBase58(hash)}`),
      contractAccountSetHash: null,
      systemEventSetHash: null,
      userEventSetHash: null,
    };
    const body: BlockBody = {
      ...snapshot,
      previousHash: before?.block.hash ?? null,
      ledgerHash: before ? this.hash : null,
      height,
      transactionSetHash: this.#digest(`transactions ${toBase58(hash)}`),
      timestamp: BigInt(time),
    };
    const transaction: LedgerTransaction = {
      request,
      result: {
        transactionHash: hash,
        blockHeight: height,
        executionState: state,
        operationResults: [],
        dataSnapshot: snapshot,
        derivedOperations: [],
      },
    };
    return { block: { ...body, hash: blockHash(body, this.#algorithm, nobleCrypto) }, transaction };
  }

  /** Lets there be a second chain from the next block on. */
  fork(): void {
    if (this.#chains.length === 1) this.#chains.push([...(this.#chains[0] ?? [])]);
  }

  /** The blocks that a member with so many fewer has; `side` 1 is the other side of a fork. */
  blocks(side: 0 | 1 = 0, behind = 0): readonly FakeBlock[] {
    const chain = this.#chains[side] ?? this.#chains[0] ?? [];
    return behind === 0 ? chain : chain.slice(0, Math.max(1, chain.length - behind));
  }

  /** The block with this transaction. */
  find(hash: Uint8Array, side: 0 | 1 = 0): FakeBlock | null {
    const isIt = ({ transaction: { result } }: FakeBlock) =>
      result?.transactionHash ? equal(result.transactionHash, hash) : false;
    return this.blocks(side).find(isIt) ?? null;
  }

  /**
   * Executes a transaction and puts it into a block of every chain. The code of `TRANSACTION_STATE` that is answered when there
   * is no block: bytes that are in a block already make a real ledger drop the new block, as some operations do.
   */
  commit(request: TransactionRequest, hash: Uint8Array): FakeBlock | number {
    const [main = []] = this.#chains;
    const { transactionContent: content, endpointSignatures } = request;
    if (!content || this.find(hash)) return TRANSACTION_STATE.SYSTEM_ERROR;
    const signers = endpointSignatures.map((one) => one?.pubKey ?? new Uint8Array(0));
    const state = this.state.execute(content, signers, main.length);
    if (state === TRANSACTION_STATE.IGNORED_BY_BLOCK_FULL_ROLLBACK) return state;
    this.#now += 1000;
    for (const [side, chain] of this.#chains.entries()) {
      // leaders on two sides of a fork make two blocks of one transaction
      const time = this.#now + side;
      chain.push(this.#block(chain.at(-1) ?? null, { request, hash, state, time }));
    }
    return main.at(-1) ?? TRANSACTION_STATE.SYSTEM_ERROR;
  }
}

interface Executed {
  readonly request: TransactionRequest;
  readonly hash: Uint8Array;
  readonly state: number;
  readonly time: number;
}

/** A member with the key of its name. */
export const fakeMember = (name: string, key: JdPrivateKey): FakeMember => ({
  name,
  key,
  publicKey: publicKeyBytes(publicKeyOf(key)),
});
