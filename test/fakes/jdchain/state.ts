/**
 * What the ledger of the fake knows: users, data accounts and entries, each with the height at which it came, so that a member
 * which lags behind shows what it was. Rules are those that real networks showed (test/vectors/jdchain/live).
 */
import { toBase58 } from '../../../core/anchors/jdchain/base58.ts';
import {
  DATA_TYPE,
  type Operation,
  TRANSACTION_STATE,
  type TransactionContent,
} from '../../../core/anchors/jdchain/contracts.ts';
import { addressOf, readPublicKey } from '../../../core/anchors/jdchain/keys.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { equal, fromUtf8 } from '../../../core/formats/bytes.ts';

/** A value since a height. */
interface Since<T> {
  readonly height: number;
  readonly value: T;
}

/** What a user is and may do. */
export interface FakeUser {
  readonly address: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly state: 'NORMAL' | 'FREEZE' | 'REVOKE';
  readonly roles: readonly string[];
  readonly ledger: readonly string[];
  readonly transaction: readonly string[];
}

/** A data account. */
export interface FakeAccount {
  readonly address: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly owners: readonly Uint8Array[];
  readonly mode: string;
  readonly role: string;
}

/** An entry of an account. */
export interface FakeEntry {
  readonly version: number;
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** What a user may do on a ledger without roles: everything. */
const EVERYTHING = [
  ...['CONFIGURE_ROLES', 'AUTHORIZE_USER_ROLES', 'SET_CONSENSUS', 'SET_CRYPTO', 'REGISTER_PARTICIPANT'],
  ...['REGISTER_USER', 'REGISTER_DATA_ACCOUNT', 'REGISTER_CONTRACT', 'UPGRADE_CONTRACT', 'SET_USER_ATTRIBUTES'],
  ...['WRITE_DATA_ACCOUNT', 'APPROVE_TX', 'CONSENSUS_TX', 'REGISTER_EVENT_ACCOUNT', 'WRITE_EVENT_ACCOUNT'],
  ...['UPDATE_USER_STATE', 'UPDATE_ROOT_CA', 'UPDATE_USER_CA', 'UPDATE_CONTRACT_STATE'],
];

/** The rights of a user as the ledger gives them by default. */
export const DEFAULT_RIGHTS = {
  roles: ['DEFAULT'],
  ledger: EVERYTHING,
  transaction: ['DIRECT_OPERATION', 'CONTRACT_OPERATION'],
} as const;

/** Values by name, each with its history. */
class History<T> {
  readonly #values = new Map<string, Since<T>[]>();

  at(name: string, height: number): T | null {
    return this.#values.get(name)?.findLast((one) => one.height <= height)?.value ?? null;
  }

  set(name: string, height: number, value: T): void {
    this.#values.set(name, [...(this.#values.get(name) ?? []), { height, value }]);
  }
}

const DIGITS = ['---', '--x', '-w-', '-wx', 'r--', 'r--', 'rw-', 'rwx'] as const;
/** The mode of a new account. */
export const DEFAULT_MODE = '-rwxrwxrwx';

/** How `ls` would write a mode of three digits; real networks make `r--` of 5. Null for one that they refuse. */
function modeText(mode: number): string | null {
  const digits = String(mode).padStart(3, '0');
  return /^[0-7]{3}$/.test(digits) ? `-${[...digits].map((digit) => DIGITS[Number(digit)]).join('')}` : null;
}

class Refused extends Error {
  readonly state: number;
  constructor(state: number) {
    super(`state ${state}`);
    this.state = state;
  }
}
function refuse(state: number): never {
  throw new Refused(state);
}

type Of<N extends Operation['contract']> = Extract<Operation, { readonly contract: N }>;

/** The height of everything that is there. */
const NOW = Number.MAX_SAFE_INTEGER;

/** See the head of this file. */
export class FakeState {
  readonly users = new History<FakeUser>();
  readonly accounts = new History<FakeAccount>();
  readonly #entries = new History<FakeEntry>();
  readonly #structure: 'MERKLE_TREE' | 'KV';
  /** Whether permissions that are set have no effect, as on a ledger that somebody changed. */
  ignoresModes = false;

  constructor(structure: 'MERKLE_TREE' | 'KV') {
    this.#structure = structure;
  }

  entry(account: Uint8Array, key: string, height: number): FakeEntry | null {
    return this.#entries.at(`${toBase58(account)} ${key}`, height);
  }

  addUser(publicKey: Uint8Array, height: number, changes: Partial<FakeUser> = {}): FakeUser {
    const address = addressOf(readPublicKey(publicKey), nobleCrypto);
    const before = this.users.at(toBase58(address), NOW);
    const user: FakeUser = { address, publicKey, state: 'NORMAL', ...DEFAULT_RIGHTS, ...before, ...changes };
    this.users.set(toBase58(address), height, user);
    return user;
  }

  /**
   * Executes a transaction: all of it or nothing. The code of how it ended (`TRANSACTION_STATE`);
   * IGNORED_BY_BLOCK_FULL_ROLLBACK for one that makes a real ledger drop its whole block.
   */
  execute({ operations }: TransactionContent, signers: readonly Uint8Array[], height: number): number {
    if (this.#structure === 'KV' && registersAndWrites(operations))
      return TRANSACTION_STATE.IGNORED_BY_BLOCK_FULL_ROLLBACK;
    const writes: (() => void)[] = [];
    const pending = new Map<string, FakeAccount>();
    try {
      const users = signers.map((signer) => this.#userOf(signer));
      for (const operation of operations) {
        const context = { operation, users, height, writes, pending };
        this.#operate(context);
      }
    } catch (error) {
      if (error instanceof Refused) return error.state;
      throw error;
    }
    for (const write of writes) write();
    return TRANSACTION_STATE.SUCCESS;
  }

  #userOf(signer: Uint8Array): FakeUser {
    const user = this.users.at(toBase58(addressOf(readPublicKey(signer), nobleCrypto)), NOW);
    const mayAct = user?.state === 'NORMAL' && user.transaction.includes('DIRECT_OPERATION');
    return user && mayAct ? user : refuse(TRANSACTION_STATE.REJECTED_BY_SECURITY_POLICY);
  }

  #operate({ operation, ...context }: Step): void {
    switch (operation.contract) {
      case 'UserRegisterOperation':
        this.#registerUser(operation, context);
        break;
      case 'DataAccountRegisterOperation':
        this.#registerAccount(operation, context);
        break;
      case 'AccountPermissionSetOperation':
        this.#setPermission(operation, context);
        break;
      case 'DataAccountKVSetOperation':
        this.#write(operation, context);
        break;
      default:
        refuse(TRANSACTION_STATE.SYSTEM_ERROR);
    }
  }

  #registerUser({ userID }: Of<'UserRegisterOperation'>, { users, height, writes }: Context): void {
    may(users, 'REGISTER_USER');
    const { address, pubKey } = identity(userID);
    if (this.users.at(toBase58(address), NOW)) refuse(TRANSACTION_STATE.ACCOUNT_REGISTER_CONFLICT);
    writes.push(() => this.addUser(pubKey, height));
  }

  #registerAccount({ accountID }: Of<'DataAccountRegisterOperation'>, context: Context): void {
    const { users, height, writes, pending } = context;
    may(users, 'REGISTER_DATA_ACCOUNT');
    const { address, pubKey } = identity(accountID);
    const name = toBase58(address);
    if (this.accounts.at(name, NOW) ?? pending.get(name)) refuse(TRANSACTION_STATE.ACCOUNT_REGISTER_CONFLICT);
    const owners = users.map((user) => user.address);
    const account: FakeAccount = { address, publicKey: pubKey, owners, mode: DEFAULT_MODE, role: '' };
    pending.set(name, account);
    writes.push(() => this.accounts.set(name, height, pending.get(name) ?? account));
  }

  #accountOf(address: Uint8Array | null, { pending }: Context): FakeAccount {
    const name = toBase58(address ?? new Uint8Array(0));
    return pending.get(name) ?? this.accounts.at(name, NOW) ?? refuse(TRANSACTION_STATE.DATA_ACCOUNT_DOES_NOT_EXIST);
  }

  #setPermission({ address, mode, role }: Of<'AccountPermissionSetOperation'>, context: Context): void {
    const account = this.#accountOf(address, context);
    if (!context.users.every((user) => owns(user, account))) refuse(TRANSACTION_STATE.REJECTED_BY_SECURITY_POLICY);
    const text = mode < 0 ? account.mode : (modeText(mode) ?? refuse(TRANSACTION_STATE.SYSTEM_ERROR));
    const name = toBase58(account.address);
    const changed = { ...account, role, mode: this.ignoresModes ? account.mode : text };
    context.pending.set(name, changed);
    context.writes.push(() => this.accounts.set(name, context.height, changed));
  }

  #write({ accountAddress, writeSet }: Of<'DataAccountKVSetOperation'>, context: Context): void {
    may(context.users, 'WRITE_DATA_ACCOUNT');
    const account = this.#accountOf(accountAddress, context);
    if (!context.users.every((user) => mayWrite(user, account))) refuse(TRANSACTION_STATE.REJECTED_BY_SECURITY_POLICY);
    const versions = new Map<string, number>();
    for (const entry of writeSet) {
      if (!entry?.value?.bytes) refuse(TRANSACTION_STATE.SYSTEM_ERROR);
      const { key, value, expectedVersion } = entry;
      const present = versions.get(key) ?? this.entry(account.address, key, NOW)?.version ?? -1;
      if (this.#structure === 'MERKLE_TREE' && expectedVersion !== BigInt(present))
        refuse(TRANSACTION_STATE.DATA_VERSION_CONFLICT);
      const version = Number(expectedVersion) + 1;
      versions.set(key, version);
      const written: FakeEntry = { version, type: value.type, bytes: value.bytes as Uint8Array };
      const name = `${toBase58(account.address)} ${key}`;
      context.writes.push(() => this.#entries.set(name, context.height, written));
    }
  }
}

/** What a transaction is executed with. */
interface Context {
  readonly users: readonly FakeUser[];
  readonly height: number;
  /** What happens once all operations have passed. */
  readonly writes: (() => void)[];
  /** Accounts as this transaction leaves them. */
  readonly pending: Map<string, FakeAccount>;
}
interface Step extends Context {
  readonly operation: Operation;
}

function registersAndWrites(operations: readonly Operation[]): boolean {
  const names = operations.map(({ contract }) => contract);
  return names.includes('DataAccountRegisterOperation') && names.includes('DataAccountKVSetOperation');
}

function may(users: readonly FakeUser[], permission: string): void {
  if (!users.every(({ ledger }) => ledger.includes(permission))) refuse(TRANSACTION_STATE.REJECTED_BY_SECURITY_POLICY);
}

const owns = (user: FakeUser, { owners }: FakeAccount) => owners.some((owner) => equal(owner, user.address));

function mayWrite(user: FakeUser, account: FakeAccount): boolean {
  if (owns(user, account)) return account.mode[2] === 'w';
  const isInRole = account.role !== '' && user.roles.includes(account.role);
  return (isInRole && account.mode[5] === 'w') || account.mode[8] === 'w';
}

function identity(one: { readonly address: Uint8Array | null; readonly pubKey: Uint8Array | null } | null) {
  if (!one?.address || !one.pubKey) refuse(TRANSACTION_STATE.SYSTEM_ERROR);
  if (!equal(addressOf(readPublicKey(one.pubKey), nobleCrypto), one.address)) refuse(TRANSACTION_STATE.SYSTEM_ERROR);
  return { address: one.address, pubKey: one.pubKey };
}

/** An entry as a node lists it. */
export function entryJson(key: string, entry: FakeEntry | null): unknown {
  const type = Object.entries(DATA_TYPE).find(([, code]) => code === entry?.type)?.[0] ?? 'NIL';
  return entry
    ? { key, type, value: fromUtf8(entry.bytes), version: entry.version }
    : { key, type: 'NIL', version: -1 };
}
