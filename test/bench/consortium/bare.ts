/** The same engine with its own sample application, `kvstore`, and no desk: what the consensus alone costs. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Rpc, RpcRefusal } from '../../../core/node/cometbft/rpc.ts';
import { isDecided } from '../../../core/node/connectors/cometbft/gather.ts';
import { memberPaths } from '../../../core/node/member/folder.ts';
import { startEngine, stopMember, takeDown, waitForHeight } from '../../../scripts/consortium/commands.ts';
import { folderOf, makeNetwork, type Network, urlOf } from '../../../scripts/consortium/network.ts';

export class BareNetwork {
  readonly #dir: string;
  readonly #network: Network;

  private constructor(dir: string, network: Network) {
    this.#dir = dir;
    this.#network = network;
  }

  /** `begun` hears of it before anything runs, so that it can be ended even while it starts. */
  static async start(engine: string, begun: (bare: BareNetwork) => void): Promise<BareNetwork> {
    const dir = mkdtempSync(join(tmpdir(), 'bare-'));
    const network = await makeNetwork(dir, 4);
    const bare = new BareNetwork(dir, network);
    begun(bare);
    for (const member of network.members) {
      const { config } = memberPaths(folderOf(dir, member));
      writeFileSync(config, readFileSync(config, 'utf8').replace(/^proxy_app = .*$/m, 'proxy_app = "kvstore"'));
      startEngine(dir, member, engine);
    }
    await waitForHeight(dir, 1, 4);
    return bare;
  }

  /** Milliseconds from sending a transaction until the block after it is decided, as a connector waits for it. */
  async once(): Promise<number> {
    const [first] = this.#network.members;
    if (!first) throw new Error('no members');
    const rpc = new Rpc({ url: urlOf(first), ca: null });
    const began = performance.now();
    const { hash } = await rpc.broadcast(new Uint8Array(Buffer.from(`${randomBytes(8).toString('hex')}=1`)));
    let height: number | null = null;
    while (height === null || !(await isDecided(rpc, height))) {
      height ??= await rpc.transaction(hash).then(
        (found) => found.height,
        (error: unknown) => {
          if (error instanceof RpcRefusal) return null;
          throw error;
        },
      );
      await sleep(60);
    }
    return performance.now() - began;
  }

  async stopOne(): Promise<void> {
    const last = this.#network.members.at(-1);
    if (last) await stopMember(this.#dir, last, 'SIGKILL');
  }

  async end(): Promise<void> {
    await takeDown(this.#dir);
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
