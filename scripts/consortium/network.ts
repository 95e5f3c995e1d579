/** A test network: its members' folders and names. */
import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { genesisFile, nodeConfig } from '../../core/node/member/engine.ts';
import { makeMember, memberPaths, type PublicMember } from '../../core/node/member/folder.ts';
import { Trouble } from '../lib/project.ts';

const ORGANISATIONS = [
  'Aster Bank',
  'Bering Logistics',
  'Cedar Notary Office',
  'Dunlin Audit',
  'Elm Insurance',
  'Fjord Customs',
  'Garnet Registry',
] as const;

export interface NetworkMember {
  /** Short name for the command line. */
  readonly name: string;
  readonly organisation: string;
  readonly rpc: number;
  readonly p2p: number;
}

export interface Network {
  readonly chain: string;
  readonly members: readonly NetworkMember[];
}

const file = (dir: string) => join(dir, 'network.json');

/** Folder of one member. */
export function folderOf(dir: string, { name }: NetworkMember): string {
  return join(dir, name);
}

/** Address of a member's RPC. */
export function urlOf({ rpc }: NetworkMember): string {
  return `http://127.0.0.1:${rpc}`;
}

/** The network in a folder, or null. */
export function readNetwork(dir: string): Network | null {
  return existsSync(file(dir)) ? (JSON.parse(readFileSync(file(dir), 'utf8')) as Network) : null;
}

/** The network in a folder. Throws `Trouble` when there is none. */
export function requireNetwork(dir: string): Network {
  const network = readNetwork(dir);
  if (!network) throw new Trouble(`There is no consortium in ${dir}. Start one: npm run consortium -- up`);
  return network;
}

/** A member by its short name or its organisation. */
export function memberNamed(network: Network, name: string): NetworkMember {
  const wanted = name.toLowerCase();
  const found = network.members.find((one) => one.name === wanted || one.organisation.toLowerCase() === wanted);
  if (!found) throw new Trouble(`No member "${name}". There are: ${network.members.map((one) => one.name).join(', ')}`);
  return found;
}

/**
 * Ports that were free a moment ago. Outgoing connections get ports from 32768 on, so below that nobody takes the port
 * of a stopped member.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(12_000, 32_000);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The shortest limit of our systems for the path of a unix socket. */
const SOCKET_PATH = 103;

/** Makes keys, genesis and settings of a new network. */
export async function makeNetwork(dir: string, count: number): Promise<Network> {
  const longest = Math.max(...ORGANISATIONS.map((name) => memberPaths(join(dir, name)).socket.length));
  if (longest > SOCKET_PATH) throw new Trouble(`${dir}: the path is too long for sockets; choose a shorter --dir.`);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const ports = await freePorts(2 * count);
  const members = ORGANISATIONS.slice(0, count).map((organisation, i): NetworkMember => {
    const name = (organisation.split(' ')[0] ?? organisation).toLowerCase();
    return { name, organisation, rpc: ports[2 * i] ?? 0, p2p: ports[2 * i + 1] ?? 0 };
  });
  const network = { chain: `demo-${randomBytes(4).toString('hex')}`, members };
  writeMembers(dir, network);
  writeFileSync(file(dir), `${JSON.stringify(network, null, 2)}\n`, { mode: 0o600 });
  return network;
}

const random = (length: number) => new Uint8Array(randomBytes(length));

function writeMembers(dir: string, network: Network): void {
  const made = network.members.map((member): PublicMember => {
    const folder = folderOf(dir, member);
    rmSync(folder, { recursive: true, force: true });
    return makeMember(folder, { organisation: member.organisation, controller: member.name, power: 10 }, random);
  });
  const genesis = genesisFile({ chain: network.chain, time: new Date().toISOString(), members: made });
  network.members.forEach((member, i) => {
    const paths = memberPaths(folderOf(dir, member));
    const peers = network.members.flatMap((other, j) => (i === j ? [] : [`${made[j]?.node}@127.0.0.1:${other.p2p}`]));
    const { name: moniker, rpc, p2p } = member;
    const addresses = { rpc: `127.0.0.1:${rpc}`, p2p: `127.0.0.1:${p2p}` };
    writeFileSync(paths.genesis, genesis, { mode: 0o600 });
    writeFileSync(paths.config, nodeConfig({ moniker, socket: paths.socket, ...addresses, peers, loopback: true }));
  });
}
