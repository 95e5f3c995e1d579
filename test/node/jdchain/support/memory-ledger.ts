/**
 * A JD Chain ledger in memory, behind the questions that a connector asks: transactions are decoded, executed and recorded in
 * blocks with real hashes, members can be behind, beside or away, and a gateway can answer in every way that was recorded of a
 * real one. There is no HTTP here; test/fakes has that.
 */
import { toBase58 } from '../../../../core/anchors/jdchain/base58.ts';
import { decode } from '../../../../core/anchors/jdchain/binary.ts';
import {
  type BlockBody,
  TRANSACTION_REQUEST,
  TRANSACTION_STATE,
  type TransactionRequest,
} from '../../../../core/anchors/jdchain/contracts.ts';
import {
  addressOf,
  hashAlgorithmOf,
  hashWith,
  type JdPrivateKey,
  publicKeyBytes,
  publicKeyOf,
  readPublicKey,
} from '../../../../core/anchors/jdchain/keys.ts';
import { blockHash, signTransaction } from '../../../../core/anchors/jdchain/transaction.ts';
import { nobleCrypto } from '../../../../core/crypto.ts';
import { NotaryError } from '../../../../core/errors.ts';
import { toHex, utf8 } from '../../../../core/formats/bytes.ts';
import type { Gateway } from '../../../../core/node/connectors/jdchain/access.ts';
import type { Block } from '../../../../core/node/connectors/jdchain/fate.ts';
import type { MemberPort } from '../../../../core/node/connectors/jdchain/members.ts';
import type { DataAccount, Entry, Genesis, Recorded, User } from '../../../../core/node/jdchain/answers.ts';
import { unavailable } from '../../../../core/node/jdchain/endpoint.ts';
import type { Submission } from '../../../../core/node/jdchain/submission.ts';
import { keyOf, LEDGERS } from '../../../anchor/jdchain/support/ledger.ts';

const crypto = nobleCrypto;

/** How the gateway treats one submission. */
export type Fault =
  | 'none'
  /** TIMEOUT at once, though it was committed. */
  | 'timeout-committed'
  /** TIMEOUT, and it never comes. */
  | 'timeout-lost'
  /** TIMEOUT, and it is committed when `release` is called. */
  | 'timeout-late'
  /** The connection breaks after it was committed. */
  | 'closed-committed'
  | 'closed-lost'
  /** SYSTEM_ERROR at height 0, as when somebody's replay wipes a batch; it is committed or not. */
  | 'system-error-committed'
  | 'system-error-lost'
  /** An answer about another transaction. */
  | 'other-hash'
  /** The gateway refuses it. */
  | 'refused'
  /** Nobody listens. */
  | 'not-sent'
  /** SUCCESS; the members show it only after so many questions. */
  | 'accepted-lost';

interface At {
  readonly height: number;
}
interface StoredEntry extends At, Entry {
  readonly id: string;
}
interface StoredAccount extends At, DataAccount {}

const open = (why: 'connection' | 'state' | 'hash', state: number | null): Submission => ({
  is: 'open',
  why,
  state,
  said: why,
});
const timeout = open('state', TRANSACTION_STATE.TIMEOUT);
const systemError = open('state', TRANSACTION_STATE.SYSTEM_ERROR);
const closed = open('connection', null);

const ANSWERS: Readonly<Record<Exclude<Fault, 'none' | 'accepted-lost'>, Submission>> = {
  'timeout-committed': timeout,
  'timeout-lost': timeout,
  'timeout-late': timeout,
  'closed-committed': closed,
  'closed-lost': closed,
  'system-error-committed': systemError,
  'system-error-lost': systemError,
  'other-hash': open('hash', TRANSACTION_STATE.SUCCESS),
  refused: { is: 'refused', state: TRANSACTION_STATE.INVALID_ENDPOINT_SIGNATURE },
  'not-sent': { is: 'not-sent', reason: 'connection', said: 'connect ECONNREFUSED' },
};
const COMMITS: readonly Fault[] = [
  'none',
  'timeout-committed',
  'closed-committed',
  'system-error-committed',
  'other-hash',
];

/** See the head of this file. */
export class MemoryLedger {
  readonly hash: Uint8Array;
  readonly blocks: Block[] = [];
  readonly recorded = new Map<string, Recorded>();
  readonly #entries: StoredEntry[] = [];
  readonly #accounts: StoredAccount[] = [];
  readonly users = new Map<string, User>();
  readonly rightsOf = new Map<string, readonly string[]>();
  /** Hashes of everything that reached a gateway, in their order. */
  readonly received: string[] = [];
  readonly #late: TransactionRequest[] = [];
  /** How the next submissions are treated, one each; then `none`. */
  faults: Fault[] = [];
  structure: Genesis['structure'] = 'MERKLE_TREE';
  /** Submissions that were on their way at one time, at most. */
  mostAtOnce = 0;
  #atOnce = 0;

  constructor(algorithm: keyof typeof LEDGERS = 'SHA256') {
    this.hash = LEDGERS[algorithm];
    this.append();
  }

  get height(): number {
    return this.blocks.length;
  }

  /** A block with nothing of ours in it. */
  append(salt = ''): Block {
    const height = this.height + 1;
    const made = blockAt(this.hash, height, this.blocks.at(-1)?.hash ?? this.hash, salt);
    this.blocks.push(made);
    return made;
  }

  register(user: JdPrivateKey, state: User['state'] = 'NORMAL'): void {
    const key = publicKeyOf(user);
    const address = addressOf(key, crypto);
    this.users.set(toBase58(address), { address, publicKey: publicKeyBytes(key), state });
  }

  /** Writes an account or an entry as if somebody else's transaction had. */
  putAccount(account: DataAccount): void {
    this.#accounts.push({ ...account, height: this.append().height === 0n ? 0 : this.height });
  }

  putEntry(account: Uint8Array, key: string, entry: Entry): void {
    this.append();
    this.#entries.push({ ...entry, id: `${toBase58(account)} ${key}`, height: this.height });
  }

  /** Commits what was late. */
  release(): void {
    for (const request of this.#late.splice(0)) this.#commit(request);
  }

  readonly gateway: { -readonly [N in keyof Gateway['node']]: Gateway['node'][N] } = {
    tip: async () => ({ height: this.height, block: (this.blocks.at(-1) as Block).hash }),
    submit: async (bytes, hash) => {
      const fault = this.faults.shift() ?? 'none';
      this.#atOnce += 1;
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
      await Promise.resolve();
      try {
        return this.#submit(bytes, hash, fault);
      } finally {
        this.#atOnce -= 1;
      }
    },
  };

  #submit(bytes: Uint8Array, hash: Uint8Array, fault: Fault): Submission {
    if (fault === 'not-sent') return ANSWERS['not-sent'];
    const request = decode(TRANSACTION_REQUEST, bytes);
    this.received.push(toHex(hash));
    if (fault === 'timeout-late') this.#late.push(request);
    const done = COMMITS.includes(fault) ? this.#commit(request) : null;
    if (fault === 'accepted-lost')
      return { is: 'accepted', height: this.height, block: (this.blocks.at(-1) as Block).hash };
    if (fault !== 'none') return ANSWERS[fault];
    const { state, height } = done as Recorded;
    const block = (this.blocks.at(-1) as Block).hash;
    return state === TRANSACTION_STATE.SUCCESS
      ? { is: 'accepted', height, block }
      : { is: 'recorded', state, height, block };
  }

  #commit(request: TransactionRequest): Recorded {
    const { transactionHash, transactionContent, endpointSignatures } = request;
    if (!transactionHash || !transactionContent) throw new Error('no transaction');
    const known = this.recorded.get(toHex(transactionHash));
    if (known) throw new Error('the same bytes twice');
    const block = this.append();
    const height = Number(block.height);
    const signer = addressOf(readPublicKey(endpointSignatures[0]?.pubKey as Uint8Array), crypto);
    const states = transactionContent.operations.map((operation) => this.#execute(operation, signer, height));
    const state = states.find((one) => one !== TRANSACTION_STATE.SUCCESS) ?? TRANSACTION_STATE.SUCCESS;
    const node = signTransaction(transactionHash, keyOf('participant court.example'));
    const recorded: Recorded = {
      transaction: {
        request: { ...request, nodeSignatures: [node] },
        result: {
          transactionHash,
          blockHeight: BigInt(height),
          executionState: state,
          operationResults: [],
          dataSnapshot: null,
          derivedOperations: [],
        },
      },
      state,
      height,
    };
    this.recorded.set(toHex(transactionHash), recorded);
    return recorded;
  }

  #execute(
    operation: NonNullable<TransactionRequest['transactionContent']>['operations'][number],
    signer: Uint8Array,
    height: number,
  ): number {
    const user = this.users.get(toBase58(signer));
    if (user?.state !== 'NORMAL') return TRANSACTION_STATE.REJECTED_BY_SECURITY_POLICY;
    if (operation.contract === 'DataAccountRegisterOperation') return this.#registerAccount(operation, signer, height);
    if (operation.contract === 'AccountPermissionSetOperation') {
      const account = this.accountAt(operation.address as Uint8Array, height);
      if (account) this.#accounts.push({ ...account, mode: '-rwx------', height });
      return account ? TRANSACTION_STATE.SUCCESS : TRANSACTION_STATE.DATA_ACCOUNT_DOES_NOT_EXIST;
    }
    if (operation.contract !== 'DataAccountKVSetOperation') throw new Error('an operation that is not executed here');
    const address = operation.accountAddress as Uint8Array;
    const account = this.accountAt(address, height);
    if (!account) return TRANSACTION_STATE.DATA_ACCOUNT_DOES_NOT_EXIST;
    if (!account.owners.some((owner) => toHex(owner) === toHex(signer)))
      return TRANSACTION_STATE.REJECTED_BY_SECURITY_POLICY;
    const [entry] = operation.writeSet;
    if (!entry?.value) throw new Error('no entry');
    if (this.entryAt(address, entry.key, height)) return TRANSACTION_STATE.DATA_VERSION_CONFLICT;
    const { type, bytes } = entry.value;
    this.#entries.push({ id: `${toBase58(address)} ${entry.key}`, type, bytes, version: 0, height });
    return TRANSACTION_STATE.SUCCESS;
  }

  #registerAccount(
    operation: {
      readonly accountID: { readonly address: Uint8Array | null; readonly pubKey: Uint8Array | null } | null;
    },
    signer: Uint8Array,
    height: number,
  ): number {
    const { address, pubKey } = operation.accountID ?? {};
    if (!address || !pubKey) throw new Error('no account');
    if (this.accountAt(address, height)) return TRANSACTION_STATE.ACCOUNT_REGISTER_CONFLICT;
    this.#accounts.push({ address, publicKey: pubKey, owners: [signer], mode: '-rwxrwxrwx', role: '', height });
    return TRANSACTION_STATE.SUCCESS;
  }

  accountAt(address: Uint8Array, height: number): DataAccount | null {
    return this.#accounts.findLast((one) => toHex(one.address) === toHex(address) && one.height <= height) ?? null;
  }

  entryAt(account: Uint8Array, key: string, height: number): Entry | null {
    const id = `${toBase58(account)} ${key}`;
    return this.#entries.findLast((one) => one.id === id && one.height <= height) ?? null;
  }
}

function blockAt(ledger: Uint8Array, height: number, previous: Uint8Array, salt: string): Block {
  const algorithm = hashAlgorithmOf(ledger);
  const hash = (name: string) => hashWith(algorithm, utf8(`${name} ${height} ${salt}`), crypto);
  const body: BlockBody = {
    adminAccountHash: hash('admin'),
    userAccountSetHash: hash('users'),
    dataAccountSetHash: hash('data'),
    contractAccountSetHash: null,
    systemEventSetHash: null,
    userEventSetHash: null,
    previousHash: previous,
    ledgerHash: ledger,
    height: BigInt(height),
    transactionSetHash: hash('transactions'),
    timestamp: 1795910400000n + BigInt(height),
  };
  return { ...body, hash: blockHash(body, algorithm, crypto) };
}

/** A member's own node: sees the ledger up to its height, or has another block. */
export class MemoryMember implements MemberPort {
  readonly #ledger: MemoryLedger;
  /** Blocks by which it is behind. */
  behind = 0;
  isAway = false;
  /** It answers what does not fit together. */
  lies = false;
  /** From this height on it has a block of its own, and no further. */
  forksAt: number | null = null;
  questions = 0;

  constructor(ledger: MemoryLedger) {
    this.#ledger = ledger;
  }

  get #height(): number {
    this.questions += 1;
    if (this.isAway) throw unavailable('memory', 'connection', 'does not answer');
    if (this.lies) throw unavailable('memory', 'shape', 'a block with another hash than that of its content');
    const height = this.#ledger.height - this.behind;
    return this.forksAt === null ? height : Math.min(height, this.forksAt - 1);
  }

  #own(): Block {
    const at = this.forksAt as number;
    return blockAt(this.#ledger.hash, at, this.#ledger.blocks[at - 2]?.hash ?? this.#ledger.hash, 'beside');
  }

  async tip() {
    const height = this.#height;
    if (this.forksAt !== null && height === this.forksAt - 1) return { height: this.forksAt, block: this.#own().hash };
    return { height, block: (this.#ledger.blocks[height - 1] as Block).hash };
  }

  async genesis(): Promise<Genesis> {
    void this.#height;
    return { structure: this.#ledger.structure, hashAlgorithm: 0x2018, participants: [] };
  }

  async block(height: number) {
    if (height <= this.#height) return this.#ledger.blocks[height - 1] ?? null;
    return height === this.forksAt ? this.#own() : null;
  }

  async transaction(hash: Uint8Array) {
    const height = this.#height;
    const found = this.#ledger.recorded.get(toHex(hash));
    return found && found.height <= height ? found : null;
  }

  async state(hash: Uint8Array) {
    return (await this.transaction(hash))?.state ?? null;
  }

  async account(address: Uint8Array) {
    return this.#ledger.accountAt(address, this.#height);
  }

  async entry(account: Uint8Array, key: string) {
    return this.#ledger.entryAt(account, key, this.#height);
  }

  async user(address: Uint8Array) {
    void this.#height;
    return this.#ledger.users.get(toBase58(address)) ?? null;
  }

  async rights(address: Uint8Array) {
    void this.#height;
    const lacks = this.#ledger.rightsOf.get(toBase58(address)) ?? [];
    const ledger = ['REGISTER_DATA_ACCOUNT', 'WRITE_DATA_ACCOUNT'].filter((name) => !lacks.includes(name));
    return { roles: ['DEFAULT'], ledger, transaction: ['DIRECT_OPERATION'] };
  }
}

/** Throws for what is no error of the notary: a defect of a test. */
export function codeOf(error: unknown): string {
  if (!(error instanceof NotaryError)) throw error;
  return `${error.code} ${error.details.reason ?? ''}`.trim();
}
