/** A desk's checkpoint on a fake network: its account, its transaction, and what it would ask a witness. */
import { encode } from '../../../../core/anchors/jdchain/binary.ts';
import { BLOCK_BODY, type Operation, TRANSACTION_CONTENT } from '../../../../core/anchors/jdchain/contracts.ts';
import { entryContent, entryKey } from '../../../../core/anchors/jdchain/entry.ts';
import type { JdchainEvidence } from '../../../../core/anchors/jdchain/evidence.ts';
import { addressOf, hashAlgorithmOf, publicKeyBytes, publicKeyOf } from '../../../../core/anchors/jdchain/keys.ts';
import { requestBytes, signTransaction, transactionHash } from '../../../../core/anchors/jdchain/transaction.ts';
import { nobleCrypto } from '../../../../core/crypto.ts';
import { JdNode } from '../../../../core/node/jdchain/client.ts';
import type { ObserveRequest } from '../../../../core/node/jdchain/witness-protocol.ts';
import { keyOf } from '../../../anchor/jdchain/support/ledger.ts';
import type { FakeJdNetwork } from '../../../fakes/jdchain/network.ts';
import type { TestLog } from '../../../member/support/consortium.ts';
import { PATIENCE } from '../../../patience.ts';
import { noteOf, USER, USER_KEY } from './own-node.ts';

const PATIENT = { question: PATIENCE, submission: PATIENCE, repetitions: [0, 0] };
const ACCOUNT = keyOf('account of a log');
/** The data account of the logs of these tests. */
export const ACCOUNT_ADDRESS = addressOf(publicKeyOf(ACCOUNT), nobleCrypto);

/** A node of the network, asked by our client. */
export const nodeAt = (url: string, { ledger }: FakeJdNetwork) =>
  new JdNode({ url, ca: null, credentials: null }, ledger, PATIENT);

const REGISTER: Operation = {
  contract: 'DataAccountRegisterOperation',
  accountID: { address: ACCOUNT_ADDRESS, pubKey: publicKeyBytes(publicKeyOf(ACCOUNT)) },
  addressSignature: null,
};
const mode = (digits: number): Operation => ({
  contract: 'AccountPermissionSetOperation',
  address: ACCOUNT_ADDRESS,
  accountType: 1,
  mode: digits,
  role: '',
});

let clock = 1795910400000;

async function submit(network: FakeJdNetwork, operations: readonly Operation[]): Promise<Uint8Array> {
  const content = { ledgerHash: network.ledger, operations, timestamp: BigInt(++clock) };
  const hash = transactionHash(content, hashAlgorithmOf(network.ledger), nobleCrypto);
  const bytes = requestBytes(content, hash, [signTransaction(hash, USER)]);
  const { is } = await nodeAt(network.gateway.url, network).submit(bytes, hash);
  if (is !== 'accepted') throw new Error(`the fake says ${is}`);
  return hash;
}

/** The user of the logs is registered, and its data account with a mode. */
export async function register(network: FakeJdNetwork, digits = 700): Promise<void> {
  network.registerUser(USER_KEY);
  await submit(network, [REGISTER, mode(digits)]);
}

/** A later write into the entry of a checkpoint, as somebody makes who may. */
export async function overwrite(network: FakeJdNetwork, log: TestLog): Promise<void> {
  const content = entryContent(noteOf(log), placeOf(network, log));
  const [operation] = content.operations;
  if (operation?.contract !== 'DataAccountKVSetOperation') throw new Error('no entry');
  const writeSet = operation.writeSet.map((one) => one && { ...one, expectedVersion: 0n });
  await submit(network, [{ ...operation, writeSet }]);
}

const placeOf = ({ ledger }: FakeJdNetwork, log: TestLog) => ({
  ledger,
  account: ACCOUNT_ADDRESS,
  key: entryKey(log.checkpoint()),
  milliseconds: ++clock,
});

/** What is carried beside the statement. */
export type Gathered = Pick<JdchainEvidence, 'content' | 'endpoint' | 'node' | 'block'>;

/** Writes the newest checkpoint of a log, and reads back from a member's port what a desk asks witnesses with. */
export async function write(
  network: FakeJdNetwork,
  log: TestLog,
  from = 0,
): Promise<{ readonly asked: ObserveRequest; readonly gathered: Gathered }> {
  const note = noteOf(log);
  const transaction = await submit(network, entryContent(note, placeOf(network, log)).operations);
  const node = nodeAt(network.peers[from]?.url ?? '', network);
  const recorded = await node.transaction(transaction);
  const block = recorded && (await node.block(recorded.height));
  const request = recorded?.transaction.request;
  const [endpoint] = request?.endpointSignatures ?? [];
  const [signed] = request?.nodeSignatures ?? [];
  if (!block || !request?.transactionContent || !endpoint) throw new Error('the fake does not have it');
  const { hash, ...body } = block;
  const asked = { ledger: network.ledger, height: recorded.height, block: hash, transaction, old: 0, proof: [], note };
  const content = encode(TRANSACTION_CONTENT, request.transactionContent);
  return { asked, gathered: { content, endpoint, node: signed ?? null, block: encode(BLOCK_BODY, body) } };
}
