/** What is done to a test network: made, started, looked at, taken down. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, isRunning, startProcess } from '../../consortium/processes.ts';
import { say, Trouble } from '../../lib/project.ts';
import { buildProgram, packageOf } from '../chaincode/package.ts';
import { channelConfig, connectionProfile, cryptoConfig, ordererConfig, PROFILE, peerConfig } from './configuration.ts';
import {
  CHAINCODE,
  CHANNEL,
  cryptoOf,
  genesisOf,
  keepNetwork,
  LABEL,
  local,
  markOf,
  type Network,
  NODES,
  type Node,
  newNetwork,
  nodeFolder,
  type Ordering,
  type Organisation,
  policyOf,
  tlsOf,
} from './network.ts';
import type { Release } from './release.ts';

const logOf = (dir: string, one: Organisation, node: Node) => join(nodeFolder(dir, one, node), `${node}.log`);

const writeJson = (path: string, value: object) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

/** Makes keys, certificates, configurations and the first block of a new network. */
export async function makeNetwork(dir: string, ordering: Ordering, release: Release): Promise<Network> {
  const network = await newNetwork(ordering);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeJson(join(dir, 'crypto-config.yaml'), cryptoConfig(network));
  await release.run('cryptogen', ['generate', '--config', 'crypto-config.yaml', '--output', 'crypto'], { cwd: dir });
  for (const one of network.organisations) {
    for (const node of NODES) mkdirSync(nodeFolder(dir, one, node), { recursive: true });
    writeJson(join(nodeFolder(dir, one, 'orderer'), 'orderer.yaml'), ordererConfig(dir, one));
    writeJson(join(nodeFolder(dir, one, 'peer'), 'core.yaml'), peerConfig(dir, one, ordering, release.builder));
    const authority = readFileSync(tlsOf(cryptoOf(dir, one).peer).authority, 'utf8');
    writeJson(filesOf(dir, one).profile, connectionProfile(one, authority));
  }
  writeJson(join(dir, 'configtx.yaml'), channelConfig(dir, network));
  const first = ['-profile', PROFILE, '-channelID', CHANNEL, '-outputBlock', genesisOf(dir), '-configPath', dir];
  await release.run('configtxgen', first, { cwd: dir });
  keepNetwork(dir, network);
  return network;
}

/** What a client of an organisation is given: a connection profile, and an identity with its key. */
export function filesOf(dir: string, one: Organisation) {
  const { clientCertificate, clientKey } = cryptoOf(dir, one);
  return { profile: join(dir, one.name, 'connection.json'), certificate: clientCertificate, key: clientKey };
}

/** Starts one node unless it runs. */
function startNode(dir: string, one: Organisation, node: Node, command: string, args: readonly string[], env: object) {
  const mark = markOf(dir, one, node);
  if (isRunning(mark)) return;
  startProcess(mark, command, args, logOf(dir, one, node), { ...env });
}

/** Starts all orderers and peers; those of a quorum together, for one that is alone waits for the others. */
export function startNodes(dir: string, { organisations }: Network, release: Release): void {
  for (const one of organisations)
    startNode(dir, one, 'orderer', release.path('orderer'), [], {
      FABRIC_CFG_PATH: nodeFolder(dir, one, 'orderer'),
    });
  for (const one of organisations)
    startNode(dir, one, 'peer', release.path('peer'), ['node', 'start'], {
      FABRIC_CFG_PATH: nodeFolder(dir, one, 'peer'),
    });
}

const PATIENCE_SECONDS = 90;

/** Tries until it works. Throws {@link Trouble} with the last error and what the nodes said last. */
async function eventually<T>(dir: string, network: Network, what: string, attempt: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_SECONDS * 1000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      if (Date.now() > until || hasEnded(dir, network))
        throw new Trouble(`${what} did not come about. ${error.message}\n${lastWords(dir, network)}`);
      await sleep(500);
    }
  }
}

/** A node that was started and is no more will not answer either. */
function hasEnded(dir: string, { organisations }: Network): boolean {
  const marks = organisations.flatMap((one) => NODES.map((node) => markOf(dir, one, node)));
  return marks.some((mark) => existsSync(mark) && !isRunning(mark));
}

function lastWords(dir: string, { organisations }: Network): string {
  const logs = organisations.flatMap((one) => NODES.map((node) => logOf(dir, one, node)));
  return logs
    .filter(existsSync)
    .map((log) => `${log}:\n${readFileSync(log, 'utf8').slice(-400)}`)
    .join('\n');
}

/** Has every orderer take up the channel. */
async function joinOrderers(dir: string, network: Network, release: Release): Promise<void> {
  for (const one of network.organisations) {
    const { ordererAdmin, orderer } = cryptoOf(dir, one);
    const client = (name: string) => join(ordererAdmin, 'tls', name);
    const { authority } = tlsOf(orderer);
    const admin = ['-o', local(one.ports.admin), '--ca-file', authority];
    const identity = ['--client-cert', client('client.crt'), '--client-key', client('client.key')];
    const ask = (...args: readonly string[]) =>
      release.run('osnadmin', ['channel', ...args, ...admin, ...identity], {});
    await eventually(dir, network, `That the orderer of ${one.name} answers`, () => ask('list'));
    const said = await ask('join', '--channelID', CHANNEL, '--config-block', genesisOf(dir));
    // it exits with 0 also when it was refused; 405: it is in the channel already
    if (!/^Status: (201|405)\b/m.test(said))
      throw new Trouble(`The orderer of ${one.name} does not join: ${said.trim()}`);
  }
}

/** Calls `peer` as an administrator of an organisation; returns its stdout. */
export function asAdmin(dir: string, one: Organisation, release: Release, args: readonly string[]): Promise<string> {
  const env = {
    FABRIC_CFG_PATH: nodeFolder(dir, one, 'peer'),
    CORE_PEER_MSPCONFIGPATH: join(cryptoOf(dir, one).peerAdmin, 'msp'),
    // what it says when it fails is short enough to be shown
    FABRIC_LOGGING_SPEC: 'error',
  };
  return release.run('peer', args, { cwd: nodeFolder(dir, one, 'peer'), env });
}

async function joinPeers(dir: string, network: Network, release: Release): Promise<void> {
  for (const one of network.organisations) {
    const joined = async () => (await asAdmin(dir, one, release, ['channel', 'list'])).split('\n').includes(CHANNEL);
    await eventually(dir, network, `That the peer of ${one.name} joins`, async () => {
      if (!(await joined())) await asAdmin(dir, one, release, ['channel', 'join', '-b', genesisOf(dir)]);
    });
  }
}

/** Installs the package of each organisation, and starts its chaincode. Returns the ids by name of organisation. */
async function installChaincode(dir: string, network: Network, release: Release): Promise<ReadonlyMap<string, string>> {
  const program = await buildProgram(join(dir, 'chaincode'));
  const ids = new Map<string, string>();
  for (const one of network.organisations) {
    const address = local(one.ports.chaincode);
    const { bytes, id } = packageOf(LABEL, { address, rootCertificate: null });
    const path = join(nodeFolder(dir, one, 'chaincode'), 'notary-chaincode.tgz');
    writeFileSync(path, bytes);
    const installed = await asAdmin(dir, one, release, ['lifecycle', 'chaincode', 'queryinstalled']);
    if (!installed.includes(id)) await asAdmin(dir, one, release, ['lifecycle', 'chaincode', 'install', path]);
    startNode(dir, one, 'chaincode', process.execPath, [program], {
      CHAINCODE_SERVER_ADDRESS: address,
      CHAINCODE_ID: id,
    });
    ids.set(one.name, id);
  }
  return ids;
}

const definition = (network: Network) => [
  ...['--channelID', CHANNEL, '--name', CHAINCODE, '--version', '1', '--sequence', '1'],
  ...['--signature-policy', policyOf(network)],
];

/** Where an organisation sends transactions: its own orderer. */
function ordererArguments(dir: string, one: Organisation): readonly string[] {
  return ['-o', local(one.ports.orderer), '--tls', '--cafile', tlsOf(cryptoOf(dir, one).orderer).authority];
}

/** The peers of organisations, as a call has them endorse. */
function peersOf(dir: string, organisations: readonly Organisation[]): readonly string[] {
  return organisations.flatMap((one) => [
    ...['--peerAddresses', local(one.ports.peer)],
    ...['--tlsRootCertFiles', tlsOf(cryptoOf(dir, one).peer).authority],
  ]);
}

const first = ({ organisations: [one] }: Network): Organisation => one as Organisation;

async function isCommitted(dir: string, network: Network, release: Release): Promise<boolean> {
  const committed = ['lifecycle', 'chaincode', 'querycommitted', '--channelID', CHANNEL];
  return (await asAdmin(dir, first(network), release, committed)).includes(`Name: ${CHAINCODE},`);
}

async function commitChaincode(dir: string, network: Network, release: Release): Promise<void> {
  const ids = await installChaincode(dir, network, release);
  if (await isCommitted(dir, network, release)) return;
  const lifecycle = ['lifecycle', 'chaincode'];
  for (const one of network.organisations) {
    const approve = [...lifecycle, 'approveformyorg', ...ordererArguments(dir, one), ...definition(network)];
    await eventually(dir, network, `That ${one.name} approves`, () =>
      asAdmin(dir, one, release, [...approve, '--package-id', ids.get(one.name) ?? '']),
    );
  }
  const by = first(network);
  const commit = [...lifecycle, 'commit', ...ordererArguments(dir, by), ...definition(network)];
  await eventually(dir, network, 'Committing the chaincode', () =>
    asAdmin(dir, by, release, [...commit, ...peersOf(dir, network.organisations)]),
  );
}

/** Waits until every peer knows of endorsers in all organisations, as a client's gateway needs it. */
async function waitForEndorsers(dir: string, network: Network, release: Release): Promise<void> {
  for (const one of network.organisations) {
    const { client, peer } = cryptoOf(dir, one);
    const { authority } = tlsOf(peer);
    const { certificate, key } = filesOf(dir, one);
    const who = ['--peerTLSCA', authority, '--userCert', certificate, '--userKey', key, '--MSP', one.mspId];
    const what = ['endorsers', '--server', local(one.ports.peer), '--channel', CHANNEL, '--chaincode', CHAINCODE];
    await eventually(dir, network, `That the peer of ${one.name} knows the others`, async () => {
      const said = await release.run('discover', [...who, ...what], { cwd: client });
      const unknown = network.organisations.filter(({ mspId }) => !said.includes(`"${mspId}"`));
      if (unknown.length > 0) throw new Trouble(`It does not know ${unknown.map(({ name }) => name).join(', ')}.`);
    });
  }
}

/** Brings everything up that is not up; what is, stays as it is. */
export async function bringUp(dir: string, network: Network, release: Release): Promise<void> {
  startNodes(dir, network, release);
  say('Joining the channel …');
  await joinOrderers(dir, network, release);
  await joinPeers(dir, network, release);
  say('Installing and committing the chaincode …');
  await commitChaincode(dir, network, release);
  say('Waiting until the peers know one another …');
  await waitForEndorsers(dir, network, release);
}

/** A call of the chaincode. */
export interface ChaincodeCall {
  readonly function: string;
  readonly args: readonly string[];
}
const inputOf = (call: ChaincodeCall) => ['-c', JSON.stringify({ function: call.function, Args: call.args })];

/** Sends a call as the first organisation, endorsed by all or by those that are named, and waits for its block. */
export async function invoke(
  dir: string,
  network: Network,
  release: Release,
  call: ChaincodeCall,
  endorsers: readonly Organisation[] = network.organisations,
): Promise<void> {
  const by = first(network);
  const target = ['chaincode', 'invoke', ...ordererArguments(dir, by), '-C', CHANNEL, '-n', CHAINCODE];
  const all = [...target, ...peersOf(dir, endorsers), ...inputOf(call), '--waitForEvent'];
  await asAdmin(dir, by, release, all);
}

/** What the chaincode of one organisation answers, by its own peer's ledger. */
export function query(dir: string, one: Organisation, release: Release, call: ChaincodeCall): Promise<string> {
  return asAdmin(dir, one, release, ['chaincode', 'query', '-C', CHANNEL, '-n', CHAINCODE, ...inputOf(call)]);
}

/** Registers a desk's log for the first organisation, unless it is registered. */
export async function registerLog(
  dir: string,
  network: Network,
  release: Release,
  log: { readonly name: string; readonly text: string },
): Promise<void> {
  try {
    await query(dir, first(network), release, { function: 'getLog', args: [log.name] });
  } catch (error) {
    if (!(error instanceof Trouble && error.message.includes('NOT_FOUND'))) throw error;
    await invoke(dir, network, release, { function: 'registerLog', args: [log.name, log.text] });
  }
}

/** Which nodes of an organisation run, and how many blocks its peer has; null when it does not answer. */
export interface Fare {
  readonly name: string;
  readonly running: readonly Node[];
  readonly height: number | null;
}

async function heightOf(dir: string, one: Organisation, release: Release): Promise<number | null> {
  try {
    const said = await asAdmin(dir, one, release, ['channel', 'getinfo', '-c', CHANNEL]);
    return Number(/"height":(\d+)/.exec(said)?.[1] ?? Number.NaN) || null;
  } catch (error) {
    if (error instanceof Trouble) return null;
    throw error;
  }
}

/** How each organisation fares. */
export function statusOf(dir: string, { organisations }: Network, release: Release): Promise<readonly Fare[]> {
  return Promise.all(
    organisations.map(async (one) => {
      const running = NODES.filter((node) => isRunning(markOf(dir, one, node)));
      const height = running.includes('peer') ? await heightOf(dir, one, release) : null;
      return { name: one.name, running, height };
    }),
  );
}

/** Ends everything and removes what it made. */
export async function takeDown(dir: string, network: Network): Promise<void> {
  const nodes = network.organisations.flatMap((one) => NODES.map((node) => markOf(dir, one, node)));
  await Promise.all(nodes.map((mark) => endProcess(mark, 'SIGTERM')));
  const made = ['crypto', 'chaincode', 'crypto-config.yaml', 'configtx.yaml', 'genesis.block', 'network.json'];
  for (const name of [...network.organisations.map((one) => one.name), ...made])
    rmSync(join(dir, name), { recursive: true, force: true });
  // it may contain other files too
  if (readdirSync(dir).length === 0) rmdirSync(dir);
}
