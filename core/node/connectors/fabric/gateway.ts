/** One gateway peer over gRPC: bounded in bytes and time. What it answers is parsed by its caller and trusted nowhere. */
import { createPrivateKey } from 'node:crypto';
import { Client, credentials } from '@grpc/grpc-js';
import {
  CommitStatusError,
  connect,
  type Gateway,
  GatewayError,
  hash,
  type Network,
  type Signer,
  signers,
} from '@hyperledger/fabric-gateway';
import { bytesField } from '../../../anchors/cometbft/protobuf.ts';
import { NotaryError } from '../../../errors.ts';
import { concat, fromUtf8, utf8 } from '../../../formats/bytes.ts';
import { type HttpProxy, wayTo } from '../../network/outgoing.ts';
import { hostAndPort } from '../../network/tunnel.ts';
import { type Secrets, secretName } from '../kind.ts';
import { unavailable } from './answers.ts';
import { CLIENT_KEY, type FabricFile, type FabricNode, hostOf, targetOf } from './connection-file.ts';
import { TunnelCredentials, tunnelTargetOf } from './tunnel.ts';

/** Largest answer in bytes: a block of the largest size that is read, with what is around it. */
const ANSWER = 1024 * 1024;

/** Who the desk is on a channel. */
export interface ClientIdentity {
  readonly mspId: string;
  /** PEM. */
  readonly certificate: string;
  readonly sign: Signer;
}

/** One call of a chaincode. */
export interface ChaincodeCall {
  readonly chaincode: string;
  readonly function: string;
  readonly arguments: readonly string[];
}

/** An endorsed transaction that was not sent. */
export interface EndorsedCall {
  /** `gateway.PreparedTransaction`. */
  readonly bytes: Uint8Array;
  readonly transaction: string;
}

/** What a peer says became of a transaction: its code (`peer.TxValidationCode`, 0 for valid), or null for nothing yet. */
export type CommitCode = number | null;

/** The identity of a file with the key of this home. Throws `anchor-unavailable` with `reason` `fabric-no-key` when that is missing. */
export function identityOf(file: FabricFile, secrets: Secrets): ClientIdentity {
  const pem = secrets.read(secretName({ kind: file.kind, id: file.channel }, CLIENT_KEY));
  if (!pem)
    throw new NotaryError('anchor-unavailable', `${file.channel}: this home has no private key for it`, {
      reason: 'fabric-no-key',
    });
  try {
    const sign = signers.newPrivateKeySigner(createPrivateKey(fromUtf8(pem)));
    return { mspId: file.mspId, certificate: file.certificate, sign };
  } catch (cause) {
    const details = { reason: 'fabric-no-key' };
    throw new NotaryError('anchor-unavailable', `${file.channel}: the private key cannot be used`, details, cause);
  }
}

/**
 * A client of a gateway or orderer, through the proxy of the desk where there is one to it. It keeps a process alive until it
 * is closed. Throws `anchor-unavailable` when the settings of the network cannot be read.
 */
export function openClient(node: FabricNode): Client {
  const isOpen = node.url.startsWith('grpc:');
  const own = isOpen
    ? credentials.createInsecure()
    : credentials.createSsl(node.ca === null ? null : Buffer.from(utf8(node.ca)));
  const proxy = isOpen ? null : proxyTo(node);
  const options = {
    'grpc.max_receive_message_length': ANSWER,
    'grpc.max_send_message_length': ANSWER,
    // what may be repeated, and when, is decided here
    'grpc.enable_retries': 0,
    // the desk says which proxy is used, not the environment
    'grpc.enable_http_proxy': 0,
    ...(node.hostname === null || isOpen ? {} : nameOptions(node.hostname)),
  };
  if (!proxy) return new Client(targetOf(node), own, options);
  const through = new TunnelCredentials(own, proxy, tunnelTargetOf(node));
  return new Client(hostAndPort(proxy), through, { 'grpc.default_authority': targetOf(node), ...options });
}

const nameOptions = (name: string) => ({ 'grpc.ssl_target_name_override': name, 'grpc.default_authority': name });

function proxyTo(node: FabricNode): HttpProxy | null {
  try {
    return wayTo(hostOf(node));
  } catch (error) {
    throw unavailable(node.url, error);
  }
}

/** See the head of this file. */
export class GatewayPeer {
  readonly node: FabricNode;
  readonly #client: Client;
  readonly #gateway: Gateway;
  readonly #network: Network;
  readonly #identity: ClientIdentity;
  readonly #channel: string;

  constructor(node: FabricNode, channel: string, identity: ClientIdentity, timeout: number) {
    this.node = node;
    this.#channel = channel;
    this.#identity = identity;
    this.#client = openClient(node);
    const deadline = () => ({ deadline: Date.now() + timeout });
    this.#gateway = connect({
      client: this.#client,
      identity: { mspId: identity.mspId, credentials: utf8(identity.certificate) },
      signer: identity.sign,
      hash: hash.sha256,
      evaluateOptions: deadline,
      endorseOptions: deadline,
      submitOptions: deadline,
    });
    this.#network = this.#gateway.getNetwork(channel);
  }

  /** What one peer answers. Throws `GatewayError`. */
  evaluate(call: ChaincodeCall): Promise<Uint8Array> {
    return this.#network.getContract(call.chaincode).evaluate(call.function, { arguments: [...call.arguments] });
  }

  /** Endorsed by every one of the organisations, or not at all. Throws `GatewayError`. */
  async endorse(call: ChaincodeCall, organisations: readonly string[]): Promise<EndorsedCall> {
    const proposal = this.#network
      .getContract(call.chaincode)
      .newProposal(call.function, { arguments: [...call.arguments], endorsingOrganizations: [...organisations] });
    const transaction = await proposal.endorse();
    return { bytes: transaction.getBytes(), transaction: transaction.getTransactionId() };
  }

  /** Hands an endorsed transaction to the orderers. The same bytes give the same envelope each time. Throws `GatewayError`. */
  async submit(bytes: Uint8Array): Promise<void> {
    await this.#gateway.newTransaction(bytes).submit();
  }

  /**
   * What became of a transaction, asked by its id alone; waits for it as long as `patience` (milliseconds). Throws
   * `anchor-unavailable` when nobody answers.
   */
  async status(transaction: string, patience: number): Promise<CommitCode> {
    const { mspId, certificate } = this.#identity;
    const identity = concat(bytesField(1, utf8(mspId)), bytesField(2, utf8(certificate)));
    const request = concat(
      bytesField(1, utf8(transaction)),
      bytesField(2, utf8(this.#channel)),
      bytesField(3, identity),
    );
    try {
      const commit = this.#gateway.newCommit(bytesField(1, request));
      return (await commit.getStatus({ deadline: Date.now() + patience })).code;
    } catch (error) {
      if (error instanceof CommitStatusError && isPending(error)) return null;
      throw error instanceof GatewayError ? unavailable(this.node.url, error) : error;
    }
  }

  close(): void {
    this.#gateway.close();
    this.#client.close();
  }
}

/** A transaction that is not in a block yet ends the wait as `CANCELLED` or `DEADLINE_EXCEEDED`. */
const isPending = ({ code }: CommitStatusError) => code === 1 || code === 4;
