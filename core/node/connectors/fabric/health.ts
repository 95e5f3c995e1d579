/** Whether gateways and orderers answer, and how long the channel is by the word of each gateway. */
import type { Client } from '@grpc/grpc-js';
import { readMessage } from '../../../anchors/fabric/protobuf.ts';
import type { ChainHealth } from '../health.ts';
import type { Secrets } from '../kind.ts';
import type { FabricFile, FabricNode } from './connection-file.ts';
import { type ClientIdentity, GatewayPeer, identityOf, openClient } from './gateway.ts';

/** How long a node may take to say anything, in milliseconds. */
const TIMEOUT = 5000;

/** Health of each node, gateways first. Without a key of this home nobody can be asked anything, only reached. */
export function healthOf(file: FabricFile, secrets: Secrets): Promise<readonly ChainHealth[]> {
  const identity = identityOrNull(file, secrets);
  return Promise.all([
    ...file.gateways.map((node) => health(node, () => heightOf(node, file.channel, identity))),
    ...file.orderers.map((node) => health(node, () => reached(node))),
  ]);
}

function identityOrNull(file: FabricFile, secrets: Secrets): ClientIdentity | null {
  try {
    return identityOf(file, secrets);
  } catch {
    return null;
  }
}

async function health(
  { organisation, url }: FabricNode,
  ask: () => Promise<{ readonly height: number | null }>,
): Promise<ChainHealth> {
  const began = performance.now();
  try {
    const { height } = await ask();
    return { organisation, url, reachable: true, height, delay: Math.round(performance.now() - began) };
  } catch {
    return { organisation, url, reachable: false, height: null, delay: null };
  }
}

/** Number of the newest block that a gateway has (`common.BlockchainInfo`). Throws `GatewayError`. */
export async function askHeight(peer: GatewayPeer, channel: string): Promise<number> {
  const info = await peer.evaluate({ chaincode: 'qscc', function: 'GetChainInfo', arguments: [channel] });
  return readMessage(info).uint(1) - 1;
}

async function heightOf(node: FabricNode, channel: string, identity: ClientIdentity | null) {
  if (!identity) return reached(node);
  const peer = new GatewayPeer(node, channel, identity, TIMEOUT);
  try {
    return { height: await askHeight(peer, channel) };
  } finally {
    peer.close();
  }
}

async function reached(node: FabricNode): Promise<{ readonly height: null }> {
  const client = openClient(node);
  try {
    await ready(client);
    return { height: null };
  } finally {
    client.close();
  }
}

/** Waits until a connection stands, with TLS where that is used. */
export function ready(client: Client, timeout = TIMEOUT): Promise<void> {
  return new Promise((resolve, reject) => {
    client.waitForReady(Date.now() + timeout, (error) => (error ? reject(error) : resolve()));
  });
}
