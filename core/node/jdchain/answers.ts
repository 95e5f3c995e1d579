/**
 * The answers to questions about a ledger, read strictly: `malformed` for another shape, `anchor-invalid` for a hash or address
 * that does not follow from the content, or is not the one that was asked for. Nothing of it is trusted.
 */
import { fromBase58 } from '../../anchors/jdchain/base58.ts';
import { fromNodeJson } from '../../anchors/jdchain/binary.ts';
import {
  DATA_TYPE,
  LEDGER_BLOCK,
  LEDGER_DATA_STRUCTURE,
  LEDGER_TRANSACTION,
  type LedgerBlock,
  type LedgerTransaction,
  TRANSACTION_STATE,
} from '../../anchors/jdchain/contracts.ts';
import { addressOf, hashAlgorithmOf, isAddress, readPublicKey } from '../../anchors/jdchain/keys.ts';
import { blockHash, transactionHash } from '../../anchors/jdchain/transaction.ts';
import { NotaryError } from '../../errors.ts';
import { equal, utf8 } from '../../formats/bytes.ts';
import { type Decoder, integer, list, loose, mapped, oneOf, orElse, text } from '../../formats/decoder.ts';
import { nodeCrypto } from '../system/crypto.ts';

function fail(at: string, what: string): never {
  throw new NotaryError('malformed', `${at}: ${what}`);
}

/** For what can be recomputed and is otherwise: no mistake in reading. */
function wrong(at: string, what: string): never {
  throw new NotaryError('anchor-invalid', `${at}: ${what}`);
}

const MOST_MEMBERS = 64;
const MOST_NAMES = 64;
const MOST_VALUE = 1024 * 1024;
const base58 = mapped(text(512), fromBase58);

/** A hash, 34 bytes with its code. */
export const digest: Decoder<Uint8Array> = mapped(base58, (bytes) => {
  hashAlgorithmOf(bytes);
  return bytes;
});
/** An address, 27 bytes. */
export const address: Decoder<Uint8Array> = mapped(base58, (bytes, at) =>
  isAddress(bytes, nodeCrypto) ? bytes : fail(at, 'not an address'),
);
/** A public key, with its code and type. */
export const publicKey: Decoder<Uint8Array> = mapped(base58, (bytes) => {
  readPublicKey(bytes);
  return bytes;
});
const names = list(text(128), MOST_NAMES);
const enumerated = (codes: Readonly<Record<string, number>>): Decoder<number> =>
  mapped(text(64), (name, at) =>
    Object.hasOwn(codes, name) ? (codes[name] as number) : fail(at, 'not a name that is known'),
  );

/** `/ledgers`: none right after a gateway has started, before it is connected to a peer. */
export const ledgersAnswer: Decoder<readonly Uint8Array[]> = list(digest, 1024);

/** The newest block of a node. */
export interface Tip {
  readonly height: number;
  readonly block: Uint8Array;
}

/** `/ledgers/{l}` */
export const tipAnswer = (ledger: Uint8Array): Decoder<Tip> =>
  mapped(loose({ hash: digest, latestBlockHash: digest, latestBlockHeight: integer() }), (value, at) =>
    equal(value.hash, ledger)
      ? { height: value.latestBlockHeight, block: value.latestBlockHash }
      : wrong(at, 'another ledger than was asked for'),
  );

/** A participant of a ledger's consortium. */
export interface Participant {
  readonly id: number;
  readonly name: string;
  readonly address: Uint8Array;
  /** With its code and type. */
  readonly publicKey: Uint8Array;
  readonly state: 'READY' | 'CONSENSUS' | 'DEACTIVATED';
}

/** `…/participants`, in any order. */
export const participantsAnswer: Decoder<readonly Participant[]> = list(
  mapped(
    loose({
      id: integer(0, 2 ** 31 - 1),
      name: text(256),
      address,
      pubKey: publicKey,
      participantNodeState: oneOf('READY', 'CONSENSUS', 'DEACTIVATED'),
    }),
    ({ id, name, address: own, pubKey, participantNodeState: state }, at): Participant =>
      equal(addressOf(readPublicKey(pubKey), nodeCrypto), own)
        ? { id, name, address: own, publicKey: pubKey, state }
        : wrong(at, 'an address that is not that of the key'),
  ),
  MOST_MEMBERS,
);

/** What a ledger began with. */
export interface Genesis {
  /** On KV the expected version of an entry is not checked, so that an entry proves nothing there. */
  readonly structure: 'MERKLE_TREE' | 'KV';
  /** Code of the algorithm for hashes; that of the ledger's own hash. */
  readonly hashAlgorithm: number;
  /** Those of the beginning; the present ones are in `…/participants`. */
  readonly participants: readonly { readonly name: string; readonly publicKey: Uint8Array }[];
}

/** `…/blocks/height/0/txs/additional-txs`: the first transaction of the first block. */
export const genesisAnswer: Decoder<Genesis> = (value, at) => {
  const [first] = list((one) => one, 1000, 1)(value, at);
  const { request } = fromNodeJson(LEDGER_TRANSACTION, first, at);
  const [init] = request?.transactionContent?.operations ?? [];
  if (init?.contract !== 'LedgerInitOperation' || !init.initSetting?.cryptoSetting) fail(at, 'no first transaction');
  const { consensusParticipants, cryptoSetting, ledgerDataStructure } = init.initSetting;
  const participants = consensusParticipants.map((one) => ({
    name: one?.name ?? '',
    publicKey: one?.pubKey ?? fail(at, 'a participant without a key'),
  }));
  const structure = ledgerDataStructure === LEDGER_DATA_STRUCTURE.KV ? 'KV' : 'MERKLE_TREE';
  return { structure, hashAlgorithm: cryptoSetting.hashAlgorithm, participants };
};

/** A block whose hash was recomputed from its content. */
export const blockAnswer =
  (ledger: Uint8Array): Decoder<LedgerBlock & { readonly hash: Uint8Array }> =>
  (value, at) => {
    const { hash, ...body } = fromNodeJson(LEDGER_BLOCK, value, at);
    if (!hash || !equal(blockHash(body, hashAlgorithmOf(ledger), nodeCrypto), hash))
      wrong(at, 'a block with another hash than that of its content');
    // the first block has the ledger's hash itself, and therefore does not carry it
    if (!equal(body.height === 0n ? hash : (body.ledgerHash ?? hash), ledger)) wrong(at, 'a block of another ledger');
    return { hash, ...body };
  };

/** A transaction in a block. */
export interface Recorded {
  readonly transaction: LedgerTransaction;
  /** Code of how it ended (`TRANSACTION_STATE`): a transaction that was refused is recorded too. */
  readonly state: number;
  readonly height: number;
}

/** `…/txs/hash/{t}`: a transaction whose hash was recomputed from its content. */
export const transactionAnswer =
  (ledger: Uint8Array, hash: Uint8Array): Decoder<Recorded> =>
  (value, at) => {
    const transaction = fromNodeJson(LEDGER_TRANSACTION, value, at);
    const { request, result } = transaction;
    if (!request?.transactionContent || !result) fail(at, 'no transaction');
    if (!equal(transactionHash(request.transactionContent, hashAlgorithmOf(hash), nodeCrypto), hash))
      wrong(at, 'another transaction than was asked for');
    if (!equal(request.transactionContent.ledgerHash ?? hash, ledger)) wrong(at, 'a transaction of another ledger');
    const height = Number(result.blockHeight);
    return { transaction, state: result.executionState, height: integer(1)(height, `${at}.blockHeight`) };
  };

/** `…/txs/state/{t}`: a code of `TRANSACTION_STATE`. */
export const stateAnswer: Decoder<number> = enumerated(TRANSACTION_STATE);

/** A data account. */
export interface DataAccount {
  readonly address: Uint8Array;
  readonly publicKey: Uint8Array;
  /** Addresses of its owners. */
  readonly owners: readonly Uint8Array[];
  /** As `ls` writes it: `-rwx------` for mode 700. */
  readonly mode: string;
  readonly role: string;
}

/** The mode of an account that only its owners write to. */
export const OWNERS_ONLY = '-rwx------';

/** `…/accounts/address/{a}` */
export const accountAnswer = (asked: Uint8Array): Decoder<DataAccount> =>
  mapped(
    loose({
      address,
      pubKey: publicKey,
      permission: loose({
        modeBits: text(10, /^-(?:[r-][w-][x-]){3}$/, 'a mode'),
        owners: list(address, MOST_NAMES),
        role: orElse(text(128), ''),
      }),
    }),
    ({ address: own, pubKey, permission: { modeBits: mode, owners, role } }, at) =>
      equal(own, asked)
        ? { address: own, publicKey: pubKey, owners, mode, role }
        : wrong(at, 'another account than was asked for'),
  );

/** An entry of a data account. */
export interface Entry {
  /** 0 for one that was written once; each later one counts. */
  readonly version: number;
  /** Code of the value's type (`DATA_TYPE`). */
  readonly type: number;
  /** Bytes of a value that is text (TEXT, JSON, XML); null for the others, of which JSON has another form. */
  readonly bytes: Uint8Array | null;
}

const IN_WORDS: readonly number[] = [DATA_TYPE.TEXT, DATA_TYPE.JSON, DATA_TYPE.XML];

/** `…/accounts/{a}/entries?keys=…` with one key; null for one that was never written. */
export const entryAnswer = (key: string): Decoder<Entry | null> => {
  const read = list(
    loose({ key: text(4096), type: enumerated(DATA_TYPE), version: integer(-1), value: (value): unknown => value }),
    1,
    1,
  );
  return mapped(read, ([entry], at) => {
    if (entry?.key !== key) wrong(at, 'another entry than was asked for');
    const { type, version, value } = entry;
    if (version < 0) return null;
    const isText = IN_WORDS.includes(type);
    return { version, type, bytes: isText ? utf8(text(MOST_VALUE)(value, `${at}.value`)) : null };
  });
};

/** A user. */
export interface User {
  readonly address: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly state: 'NORMAL' | 'FREEZE' | 'REVOKE';
}

/** `…/users/address/{a}` */
export const userAnswer = (asked: Uint8Array): Decoder<User> =>
  mapped(loose({ address, pubKey: publicKey, state: oneOf('NORMAL', 'FREEZE', 'REVOKE') }), (value, at) =>
    equal(value.address, asked)
      ? { address: value.address, publicKey: value.pubKey, state: value.state }
      : wrong(at, 'another user than was asked for'),
  );

/** What a user may do: names of permissions, and of the roles that give them. */
export interface Rights {
  readonly roles: readonly string[];
  readonly ledger: readonly string[];
  readonly transaction: readonly string[];
}

const privileges = loose({ privilege: names });

/** `…/authorization/user/{a}` */
export const rightsAnswer = (asked: Uint8Array): Decoder<Rights> =>
  mapped(
    loose({
      userAddress: address,
      userRole: orElse(names, []),
      ledgerPrivilegesBitset: privileges,
      transactionPrivilegesBitset: privileges,
    }),
    ({ userAddress, userRole: roles, ledgerPrivilegesBitset, transactionPrivilegesBitset }, at) =>
      equal(userAddress, asked)
        ? { roles, ledger: ledgerPrivilegesBitset.privilege, transaction: transactionPrivilegesBitset.privilege }
        : wrong(at, 'another user than was asked for'),
  );

/** Permissions that a desk needs: to register its account, to write to it, and to submit operations at all. */
const NEEDED = { ledger: ['REGISTER_DATA_ACCOUNT', 'WRITE_DATA_ACCOUNT'], transaction: ['DIRECT_OPERATION'] } as const;

/** Permissions that a desk needs and this user does not have. */
export function missingRights({ ledger, transaction }: Rights): readonly string[] {
  return [
    ...NEEDED.ledger.filter((name) => !ledger.includes(name)),
    ...NEEDED.transaction.filter((name) => !transaction.includes(name)),
  ];
}
