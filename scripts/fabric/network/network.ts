/** A test network of Hyperledger Fabric: its organisations, their ports, and where their files are. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../../consortium/network.ts';
import { Trouble } from '../../lib/project.ts';

/** Who orders: a quorum (SmartBFT, from v3 on), or one of them (Raft, also v2.5). */
export const ORDERINGS = ['bft', 'raft'] as const;
export type Ordering = (typeof ORDERINGS)[number];

export const CHANNEL = 'checkpoints';
export const CHAINCODE = 'notary';
export const LABEL = 'notary_1';
const NAMES = ['aster', 'bering', 'cedar', 'dunlin'] as const;

/** One organisation: a peer with its chaincode, and an orderer under an authority of its own. */
export interface Organisation {
  /** Short name for the command line. */
  readonly name: string;
  readonly mspId: string;
  readonly ordererMspId: string;
  /** All on 127.0.0.1. */
  readonly ports: {
    readonly orderer: number;
    readonly admin: number;
    readonly peer: number;
    readonly chaincode: number;
  };
}

export interface Network {
  readonly ordering: Ordering;
  readonly organisations: readonly Organisation[];
}

const file = (dir: string) => join(dir, 'network.json');

/** The network in a folder, or null. */
export function readNetwork(dir: string): Network | null {
  return existsSync(file(dir)) ? (JSON.parse(readFileSync(file(dir), 'utf8')) as Network) : null;
}

/** The network in a folder. Throws {@link Trouble} when there is none. */
export function requireNetwork(dir: string): Network {
  const network = readNetwork(dir);
  if (!network) throw new Trouble(`There is no network in ${dir}. Start one: npm run fabric -- up`);
  return network;
}

/** Chooses ports for a new network; nothing is written. */
export async function newNetwork(ordering: Ordering): Promise<Network> {
  const ports = await freePorts(4 * NAMES.length);
  const organisations = NAMES.map((name, i): Organisation => {
    const [orderer = 0, admin = 0, peer = 0, chaincode = 0] = ports.slice(4 * i);
    const title = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
    return {
      name,
      mspId: `${title}MSP`,
      ordererMspId: `${title}OrdererMSP`,
      ports: { orderer, admin, peer, chaincode },
    };
  });
  return { ordering, organisations };
}

/** Writes down what a network is. */
export function keepNetwork(dir: string, network: Network): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(file(dir), `${JSON.stringify(network, null, 2)}\n`);
}

/** Address of a port of this machine. */
export const local = (port: number): string => `127.0.0.1:${port}`;

/** Domains: peers and orderers of an organisation have authorities of their own. */
export const domainsOf = ({ name }: Organisation) => ({ peer: `${name}.test`, orderer: `orderer.${name}.test` });

/** Folders of keys and certificates, as cryptogen lays them out. */
export function cryptoOf(dir: string, one: Organisation) {
  const { peer, orderer } = domainsOf(one);
  const peers = join(dir, 'crypto', 'peerOrganizations', peer);
  const orderers = join(dir, 'crypto', 'ordererOrganizations', orderer);
  return {
    peerMsp: join(peers, 'msp'),
    ordererMsp: join(orderers, 'msp'),
    peer: join(peers, 'peers', `peer0.${peer}`),
    orderer: join(orderers, 'orderers', `node0.${orderer}`),
    ordererCertificate: join(orderers, 'orderers', `node0.${orderer}`, 'msp', 'signcerts', `node0.${orderer}-cert.pem`),
    peerAdmin: join(peers, 'users', `Admin@${peer}`),
    ordererAdmin: join(orderers, 'users', `Admin@${orderer}`),
    client: join(peers, 'users', `User1@${peer}`),
    clientCertificate: join(peers, 'users', `User1@${peer}`, 'msp', 'signcerts', `User1@${peer}-cert.pem`),
    clientKey: join(peers, 'users', `User1@${peer}`, 'msp', 'keystore', 'priv_sk'),
  };
}

/** TLS files of a node. */
export function tlsOf(folder: string) {
  const at = (name: string) => join(folder, 'tls', name);
  return { key: at('server.key'), certificate: at('server.crt'), authority: at('ca.crt') };
}

export const NODES = ['orderer', 'peer', 'chaincode'] as const;
export type Node = (typeof NODES)[number];

/** Where a process has its configuration, data, log and mark. */
export function nodeFolder(dir: string, { name }: Organisation, node: Node): string {
  return join(dir, name, node);
}

/** The file that says which process it is. */
export const markOf = (dir: string, one: Organisation, node: Node): string =>
  join(nodeFolder(dir, one, node), 'process');

/** Three of the four, by their peers. */
export function policyOf({ organisations }: Network): string {
  return `OutOf(3, ${organisations.map(({ mspId }) => `'${mspId}.peer'`).join(', ')})`;
}

/** Files that are made for the network as a whole. */
export const genesisOf = (dir: string): string => join(dir, 'genesis.block');
