/**
 * A JD Chain ledger in memory, for tests of the verifier: a block, a transaction of ours with real hashes and signatures, and
 * members whose witnesses sign. Each forgery is made by changing one thing before or after signing.
 */

import { toBase58 } from '../../../../core/anchors/jdchain/base58.ts';
import { encode } from '../../../../core/anchors/jdchain/binary.ts';
import {
  BLOCK_BODY,
  type BlockBody,
  DATA_TYPE,
  type DigitalSignature,
  TRANSACTION_CONTENT,
  type TransactionContent,
} from '../../../../core/anchors/jdchain/contracts.ts';
import { entryContent, entryKey, entryValue } from '../../../../core/anchors/jdchain/entry.ts';
import type { JdchainEvidence } from '../../../../core/anchors/jdchain/evidence.ts';
import {
  addressOf,
  ED25519,
  type HashAlgorithm,
  hashAlgorithmOf,
  hashWith,
  type JdPrivateKey,
  publicKeyBytes,
  publicKeyOf,
  type SignatureAlgorithm,
  SM2,
} from '../../../../core/anchors/jdchain/keys.ts';
import { sm2WitnessKey, witnessLine } from '../../../../core/anchors/jdchain/lines.ts';
import { type JdMember, type JdMembers, membersJson } from '../../../../core/anchors/jdchain/members.ts';
import {
  type Observation,
  observationText,
  observedCheckpoint,
  valueHash,
} from '../../../../core/anchors/jdchain/observation.ts';
import { signTransaction } from '../../../../core/anchors/jdchain/transaction.ts';
import { ed25519PublicKey, ed25519Sign, nobleCrypto } from '../../../../core/crypto.ts';
import { fromHex, utf8 } from '../../../../core/formats/bytes.ts';
import { type Checkpoint, parseCheckpointText } from '../../../../core/formats/checkpoint.ts';
import { KEY_TYPE, type NoteSigner, type SignedNote, verifierKey } from '../../../../core/formats/note.ts';
import type { TrustedChain } from '../../../../core/formats/trusted.ts';

const crypto = nobleCrypto;
const seedOf = (name: string) => crypto.sha256(utf8(name));

/** A key of a name: the same in every run. */
export const keyOf = (name: string, algorithm: SignatureAlgorithm = ED25519): JdPrivateKey => ({
  algorithm,
  raw: seedOf(name),
});

/** A witness of a name: Ed25519 with or without a time, or SM2. */
export function witness(name: string, type: 'timed' | 'untimed' | 'sm2' = 'timed'): NoteSigner {
  const seed = seedOf(`witness ${name}`);
  if (type === 'sm2')
    return { key: sm2WitnessKey(name, SM2.publicKey(seed), crypto), sign: (message) => SM2.sign(message, seed) };
  const number = type === 'timed' ? KEY_TYPE.cosignatureEd25519 : KEY_TYPE.ed25519;
  const key = verifierKey(name, number, ed25519PublicKey(seed), crypto);
  return { key, sign: (message) => ed25519Sign(message, seed) };
}

/** The members of the ledger; the second one's witness signs with SM2. */
export const WITNESSES: readonly NoteSigner[] = [
  witness('court.example'),
  witness('notary.example', 'sm2'),
  witness('bank.example'),
  witness('platform.example'),
];

/** A member as a bundle names it. */
export const memberOf = (signer: NoteSigner, changes: Partial<JdMember> = {}): JdMember => ({
  organisation: `Organisation ${signer.key.name}`,
  controller: signer.key.name,
  participant: publicKeyBytes(publicKeyOf(keyOf(`participant ${signer.key.name}`))),
  witness: signer.key,
  ...changes,
});

export const MEMBERS: JdMembers = { need: 3, members: WITNESSES.map((signer) => memberOf(signer)) };

/** The ledgers' hashes, by their algorithm. */
export const LEDGERS = {
  SHA256: fromHex(`2018${'5a'.repeat(32)}`),
  SM3: fromHex(`2003${'a5'.repeat(32)}`),
} as const;

/** When the witnesses signed: POSIX seconds, one a second. */
export const SEEN_AT = Date.UTC(2026, 10, 25) / 1000;

/** What can be changed before it is hashed and signed. */
export interface Setting {
  readonly ledger?: Uint8Array;
  readonly user?: JdPrivateKey;
  readonly content?: (content: TransactionContent) => TransactionContent;
  readonly body?: (body: BlockBody) => BlockBody;
  readonly seen?: (seen: Observation) => Observation;
  readonly witnesses?: readonly NoteSigner[];
  readonly seconds?: (i: number) => number;
  readonly node?: DigitalSignature | null;
}

/** The data account of a user: its own key's. */
export const accountOf = (user: JdPrivateKey) => addressOf(publicKeyOf(user), crypto);

function bodyOf(ledger: Uint8Array): BlockBody {
  const algorithm: HashAlgorithm = hashAlgorithmOf(ledger);
  const hash = (name: string) => hashWith(algorithm, utf8(name), crypto);
  return {
    adminAccountHash: hash('admin'),
    userAccountSetHash: hash('users'),
    dataAccountSetHash: hash('data'),
    contractAccountSetHash: null,
    systemEventSetHash: null,
    userEventSetHash: null,
    previousHash: hash('previous'),
    ledgerHash: ledger,
    height: 4242n,
    transactionSetHash: hash('transactions'),
    timestamp: 1795910400000n,
  };
}

/** Evidence that a log's note was written to the ledger, and seen by witnesses. */
export function jdEvidence(note: SignedNote, setting: Setting = {}): JdchainEvidence {
  const { ledger = LEDGERS.SHA256, user = keyOf('user'), witnesses = WITNESSES } = setting;
  const algorithm = hashAlgorithmOf(ledger);
  const checkpoint: Checkpoint = parseCheckpointText(note.text);
  const place = { ledger, account: accountOf(user), key: entryKey(checkpoint), milliseconds: 1795910390000 };
  const made = entryContent(note, place);
  const content = encode(TRANSACTION_CONTENT, setting.content?.(made) ?? made);
  const written = bodyOf(ledger);
  const block = encode(BLOCK_BODY, setting.body?.(written) ?? written);
  const transaction = hashWith(algorithm, content, crypto);
  const honest: Observation = {
    ...observedCheckpoint(checkpoint, crypto),
    ledger,
    height: 4242,
    block: hashWith(algorithm, block, crypto),
    transaction,
    account: place.account,
    key: place.key,
    version: 0,
    valueHash: valueHash(DATA_TYPE.TEXT, entryValue(note), crypto),
  };
  const seen = setting.seen?.(honest) ?? honest;
  const text = observationText(seen);
  const seconds = setting.seconds ?? ((i) => SEEN_AT + i);
  const node =
    setting.node === undefined ? signTransaction(transaction, keyOf('participant court.example')) : setting.node;
  return {
    content,
    endpoint: signTransaction(transaction, user),
    node,
    block,
    note: { text, signatures: witnesses.map((signer, i) => witnessLine(text, seconds(i), signer)) },
    seen,
    keys: witnesses.map(({ key }) => key),
  };
}

/** The ledger in a trust bundle. */
export function jdChain(members: JdMembers = MEMBERS, ledger: Uint8Array = LEDGERS.SHA256, demo = false): TrustedChain {
  return { kind: 'jdchain', id: toBase58(ledger), demo, epochs: membersJson(members) };
}
