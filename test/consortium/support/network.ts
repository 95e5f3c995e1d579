/** A live network of four members for tests, or the reason why there is none on this machine. */
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nobleCrypto } from '../../../core/crypto.ts';
import { type ConsortiumFile, parseConsortiumFile } from '../../../core/node/cometbft/consortium-file.ts';
import { CometbftConnector } from '../../../core/node/connectors/cometbft/connector.ts';
import { type Handler, listen } from '../../../core/node/member/abci/server.ts';
import { Application } from '../../../core/node/member/application.ts';
import { nodeConfig } from '../../../core/node/member/engine.ts';
import { makeMember, memberPaths, type PublicMember, readPublicMember } from '../../../core/node/member/folder.ts';
import { MemberStore } from '../../../core/node/member/store.ts';
import { nodeCrypto } from '../../../core/node/system/crypto.ts';
import {
  decide,
  describe as describeChain,
  filesOf,
  registerDesk,
  startEngine,
  startMember,
  stopMember,
  takeDown,
  waitForHeight,
  writeFiles,
} from '../../../scripts/consortium/commands.ts';
import { findEngine } from '../../../scripts/consortium/engine.ts';
import {
  folderOf,
  freePorts,
  makeNetwork,
  memberNamed,
  type Network,
  type NetworkMember,
  urlOf,
} from '../../../scripts/consortium/network.ts';
import { Trouble } from '../../../scripts/lib/project.ts';

/** The engine's program, or null with the reason on this machine. Where tests must be whole, its absence is an error. */
export async function engineOrReason(): Promise<{ engine: string } | { reason: string }> {
  try {
    return { engine: await findEngine() };
  } catch (error) {
    if (!(error instanceof Trouble) || process.env.NOTARY_CI) throw error;
    return { reason: error.message };
  }
}

/** A running network with a folder of its own. */
export class LiveNetwork {
  readonly dir: string;
  network: Network;
  readonly #engine: string;

  private constructor(dir: string, network: Network, engine: string) {
    this.dir = dir;
    this.network = network;
    this.#engine = engine;
  }

  /** `begun` hears of it before anything runs, so that it can be ended even while it starts. */
  static async start(engine: string, count = 4, begun: (live: LiveNetwork) => void = () => {}): Promise<LiveNetwork> {
    const dir = mkdtempSync(join(tmpdir(), 'nd-'));
    const network = await makeNetwork(dir, count);
    const live = new LiveNetwork(dir, network, engine);
    begun(live);
    await Promise.all(network.members.map((member) => startMember(dir, member, engine)));
    await waitForHeight(dir, 1, count, 300);
    return live;
  }

  async end(): Promise<void> {
    await takeDown(this.dir);
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** A further organisation with a running node, which is no member until the others decide so. */
  async join(name: string, organisation: string): Promise<PublicMember> {
    const [rpc = 0, p2p = 0] = await freePorts(2);
    const joining: NetworkMember = { name, organisation, rpc, p2p };
    const folder = folderOf(this.dir, joining);
    const paths = memberPaths(folder);
    const random = (length: number) => new Uint8Array(randomBytes(length));
    const made = makeMember(folder, { organisation, controller: name, power: 10 }, random);
    const peers = this.network.members.map((member) => {
      const { node } = readPublicMember(folderOf(this.dir, member));
      return `${node}@127.0.0.1:${member.p2p}`;
    });
    const addresses = { rpc: `127.0.0.1:${rpc}`, p2p: `127.0.0.1:${p2p}` };
    const [first] = this.network.members;
    if (first) copyFileSync(memberPaths(folderOf(this.dir, first)).genesis, paths.genesis);
    writeFileSync(
      paths.config,
      nodeConfig({ moniker: name, socket: paths.socket, ...addresses, peers, loopback: true }),
    );
    this.network = { ...this.network, members: [...this.network.members, joining] };
    writeFileSync(join(this.dir, 'network.json'), JSON.stringify(this.network));
    await startMember(this.dir, joining, this.#engine);
    return made;
  }

  /** Lets a member go on with another application than its own, in this process. */
  async startWith(name: string, around: (honest: Handler) => Handler): Promise<() => Promise<void>> {
    const member = memberNamed(this.network, name);
    const paths = memberPaths(folderOf(this.dir, member));
    await this.stop(name);
    const store = MemberStore.open(paths.state);
    const application = new Application({ store, onFork: () => undefined });
    const server = await listen(paths.socket, around(application.handle), () => undefined);
    startEngine(this.dir, member, this.#engine);
    return async () => {
      await this.stop(name);
      await server.close();
      store.close();
    };
  }

  start(name: string): Promise<void> {
    return startMember(this.dir, memberNamed(this.network, name), this.#engine);
  }

  stop(name: string, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    return stopMember(this.dir, memberNamed(this.network, name), signal);
  }

  url(name: string): string {
    return urlOf(memberNamed(this.network, name));
  }

  register(vkey: string, organisation = 'Holder Ltd'): Promise<void> {
    return registerDesk(this.dir, this.network, vkey, organisation);
  }

  decide(action: Parameters<typeof decide>[2]): Promise<void> {
    return decide(this.dir, this.network, action);
  }

  describe() {
    return describeChain(this.network);
  }

  /** The consortium file as the chain stands now. */
  async file(): Promise<ConsortiumFile> {
    await writeFiles(this.dir, this.network);
    return parseConsortiumFile(readFileSync(filesOf(this.dir).consortium), nobleCrypto);
  }

  async connector(changes: Partial<ConsortiumFile> = {}, patience = 4000, timeout = 2000): Promise<CometbftConnector> {
    const file = { ...(await this.file()), ...changes };
    return new CometbftConnector({ file, crypto: nodeCrypto, patience, timeout });
  }
}
