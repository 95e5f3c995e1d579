/**
 * The gateways of a connection for the time of one step: opened when they are first asked, closed with the step, because an
 * open client keeps a process alive. The one that answered last is asked first.
 */
import { GatewayError } from '@hyperledger/fabric-gateway';
import { NotaryError } from '../../../errors.ts';
import type { Secrets } from '../kind.ts';
import { refusalOf, unavailable } from './answers.ts';
import type { FabricFile, FabricNode } from './connection-file.ts';
import { type ChaincodeCall, type CommitCode, GatewayPeer, identityOf } from './gateway.ts';

/** What a network is made of. */
export interface NetworkDependencies {
  readonly file: FabricFile;
  readonly secrets: Secrets;
  /** How long one gateway may take to answer, in milliseconds. */
  readonly timeout: number;
}

/** See the head of this file. */
export class FabricNetwork {
  readonly #dependencies: NetworkDependencies;
  /** Gateways in the order in which they are asked; shared by the steps of one connector. */
  readonly #order: FabricNode[];
  readonly #open = new Map<FabricNode, GatewayPeer>();

  constructor(dependencies: NetworkDependencies, order: FabricNode[] = [...dependencies.file.gateways]) {
    this.#dependencies = dependencies;
    this.#order = order;
  }

  /** Asks and closes what was opened for it, whatever comes of it. */
  static async during<T>(
    dependencies: NetworkDependencies,
    order: FabricNode[],
    work: (network: FabricNetwork) => Promise<T>,
  ): Promise<T> {
    const network = new FabricNetwork(dependencies, order);
    try {
      return await work(network);
    } finally {
      network.close();
    }
  }

  /** Every gateway, opened. Throws `anchor-unavailable` when this home has no key. */
  get peers(): readonly GatewayPeer[] {
    return this.#order.map((node) => this.#peer(node));
  }

  #peer(node: FabricNode): GatewayPeer {
    const known = this.#open.get(node);
    if (known) return known;
    const { file, secrets, timeout } = this.#dependencies;
    const peer = new GatewayPeer(node, file.channel, identityOf(file, secrets), timeout);
    this.#open.set(node, peer);
    return peer;
  }

  /**
   * The first gateway's answer; those that cannot be reached are passed over and asked last from then on. `isAnswer` tells
   * an error that is the network's answer, which another gateway would give as well. Throws that, or `anchor-unavailable`.
   */
  async first<T>(call: (peer: GatewayPeer) => Promise<T>, isAnswer: (error: GatewayError) => boolean): Promise<T> {
    let last: unknown = null;
    for (const node of [...this.#order]) {
      try {
        return await call(this.#peer(node));
      } catch (error) {
        if (!(error instanceof GatewayError || isUnavailable(error))) throw error;
        if (error instanceof GatewayError && isAnswer(error)) throw error;
        last = error instanceof GatewayError ? unavailable(node.url, error) : error;
        this.#order.push(...this.#order.splice(this.#order.indexOf(node), 1));
      }
    }
    throw last instanceof NotaryError ? last : new NotaryError('anchor-unavailable', 'no gateway answers');
  }

  /** What one peer answers; null where the chaincode says that there is nothing. Throws `anchor-unavailable`. */
  async evaluate(call: ChaincodeCall): Promise<Uint8Array | null> {
    try {
      return await this.first(
        (peer) => peer.evaluate(call),
        (error) => refusalOf(error) === 'NOT_FOUND',
      );
    } catch (error) {
      if (error instanceof GatewayError) return null;
      throw error;
    }
  }

  /** What became of a transaction; null also when no gateway says anything. */
  async status(transaction: string, patience: number): Promise<CommitCode> {
    try {
      return await this.first(
        (peer) => peer.status(transaction, patience),
        () => false,
      );
    } catch (error) {
      if (isUnavailable(error) && error.details.reason !== 'fabric-no-key') return null;
      throw error;
    }
  }

  close(): void {
    for (const peer of this.#open.values()) peer.close();
    this.#open.clear();
  }
}

function isUnavailable(error: unknown): error is NotaryError {
  return error instanceof NotaryError && error.code === 'anchor-unavailable';
}
