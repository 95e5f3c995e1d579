/** A member's own port that answers what the recorded one answered, by its path; what was not recorded it does not know. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recorded } from '../../../anchor/jdchain/support/vectors.ts';

/** How a member's own port says that it does not know something. */
const UNKNOWN = '{"success":true}';

export class RecordedPeer {
  readonly #server: Server;
  url = '';

  private constructor(answers: ReadonlyMap<string, string>) {
    this.#server = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(answers.get(request.url ?? '') ?? UNKNOWN);
    });
  }

  /** The answers of a node in some networks; of two to one question the first counts. */
  static async start(node: string, networks: readonly string[], changes: Readonly<Record<string, string>> = {}) {
    const answers = new Map<string, string>();
    for (const { path, node: who, method, status, response } of networks.flatMap((name) => recorded(name).exchanges)) {
      const isGenesis = path.endsWith('/blocks/height/0/txs/additional-txs');
      const isTheirs = method === 'GET' && status === 200 && (who === node || isGenesis);
      if (isTheirs && response?.text !== undefined && !answers.has(path)) answers.set(path, response.text);
    }
    for (const [path, body] of Object.entries(changes)) answers.set(path, body);
    const peer = new RecordedPeer(answers);
    await new Promise<void>((resolve) => peer.#server.listen(0, '127.0.0.1', resolve));
    peer.url = `http://127.0.0.1:${(peer.#server.address() as AddressInfo).port}`;
    return peer;
  }

  async stop(): Promise<void> {
    const stopped = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await stopped;
  }
}
