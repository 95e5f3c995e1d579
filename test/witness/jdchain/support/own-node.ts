/** A member's own node in memory: what it answers about one transaction of ours. Each fault is one changed answer. */
import { decode } from '../../../../core/anchors/jdchain/binary.ts';
import {
  BLOCK_BODY,
  DATA_TYPE,
  TRANSACTION_CONTENT,
  TRANSACTION_STATE,
} from '../../../../core/anchors/jdchain/contracts.ts';
import { writtenEntry } from '../../../../core/anchors/jdchain/entry.ts';
import type { JdchainEvidence } from '../../../../core/anchors/jdchain/evidence.ts';
import { addressOf, publicKeyBytes, publicKeyOf } from '../../../../core/anchors/jdchain/keys.ts';
import { ed25519Sign, nobleCrypto } from '../../../../core/crypto.ts';
import { parseVerifierKey, type SignedNote, signNote } from '../../../../core/formats/note.ts';
import {
  type DataAccount,
  type Entry,
  OWNERS_ONLY,
  type Recorded,
  type User,
} from '../../../../core/node/jdchain/answers.ts';
import { type ObserveRequest, observeRequestBytes } from '../../../../core/node/jdchain/witness-protocol.ts';
import type { OwnPeer } from '../../../../core/node/witness/jdchain/observing.ts';
import { jdEvidence, keyOf, type Setting } from '../../../anchor/jdchain/support/ledger.ts';
import type { TestLog } from '../../../member/support/consortium.ts';

/** The user by whom logs of these tests write. */
export const USER = keyOf('user');
export const USER_KEY = publicKeyBytes(publicKeyOf(USER));
const USER_ADDRESS = addressOf(publicKeyOf(USER), nobleCrypto);

type Block = NonNullable<Awaited<ReturnType<OwnPeer['block']>>>;
type Genesis = NonNullable<Awaited<ReturnType<OwnPeer['genesis']>>>;

/** The newest checkpoint of a log, as it has signed it. */
export function noteOf(log: TestLog): SignedNote {
  const { text } = log.signed();
  const key = parseVerifierKey(log.vkey, nobleCrypto);
  return { text, signatures: [signNote(text, { key, sign: (message) => ed25519Sign(message, log.seed) })] };
}

/** What it answers; null for what it does not know. */
export interface NodeAnswers {
  genesis: Genesis | null;
  block: Block | null;
  transaction: Recorded | null;
  account: DataAccount | null;
  entry: Entry | null;
  user: User | null;
}

export class OwnNode implements OwnPeer {
  /** How often it was asked for a block. */
  asked = 0;
  /** Called before each answer: throws what a node that is away does, or waits. */
  before: () => void | Promise<void> = () => {};
  /** Answers of the transaction that was committed last. */
  last!: NodeAnswers;

  /** A checkpoint is committed; what the desk would ask, and what this node says from now on. */
  commit(log: TestLog, setting: Setting = {}): { readonly evidence: JdchainEvidence; readonly asked: ObserveRequest } {
    const note = noteOf(log);
    const evidence = jdEvidence(note, { user: USER, ...setting });
    this.last = answersOf(evidence);
    const { ledger, height, block, transaction } = evidence.seen;
    return { evidence, asked: { ledger, height, block, transaction, old: 0, proof: [], note } };
  }

  async #say<K extends keyof NodeAnswers>(name: K): Promise<NodeAnswers[K]> {
    await this.before();
    return this.last[name];
  }

  genesis = () => this.#say('genesis');
  block = () => {
    this.asked++;
    return this.#say('block');
  };
  transaction = () => this.#say('transaction');
  account = () => this.#say('account');
  entry = () => this.#say('entry');
  user = () => this.#say('user');
}

function answersOf({ content, block, endpoint, node, seen }: JdchainEvidence): NodeAnswers {
  const written = writtenEntry(content);
  return {
    genesis: { structure: 'MERKLE_TREE', hashAlgorithm: 0x2018, participants: [] },
    block: { ...decode(BLOCK_BODY, block), hash: seen.block },
    transaction: {
      state: TRANSACTION_STATE.SUCCESS,
      height: seen.height,
      transaction: {
        request: {
          transactionHash: seen.transaction,
          transactionContent: decode(TRANSACTION_CONTENT, content),
          endpointSignatures: [endpoint],
          nodeSignatures: node ? [node] : [],
        },
        result: null,
      },
    },
    account: { address: seen.account, publicKey: USER_KEY, owners: [USER_ADDRESS], mode: OWNERS_ONLY, role: '' },
    entry: { version: 0, type: DATA_TYPE.TEXT, bytes: written?.value ?? null },
    user: { address: USER_ADDRESS, publicKey: USER_KEY, state: 'NORMAL' },
  };
}

/** The body of a request, with what is changed in it. */
export const bodyOf = (asked: ObserveRequest, changes: Partial<ObserveRequest> = {}): Uint8Array =>
  observeRequestBytes({ ...asked, ...changes });
