/**
 * The members' nodes as one: who answered last is asked first, who failed is asked last and left alone for a while. None
 * is believed; what they say is either checked by the caller or only decides whom to ask next.
 */
import { NotaryError } from '../../../errors.ts';
import type { ChainHealth } from '../../desk/types.ts';
import type { NamedEndpoint } from './consortium-file.ts';
import { Rpc, RpcRefusal } from './rpc.ts';

interface Node {
  readonly organisation: string;
  readonly rpc: Rpc;
  failures: number;
  /** Not before this time, in milliseconds. */
  restUntil: number;
}

const FIRST_REST = 500;
const LONGEST_REST = 30_000;

export class Members {
  readonly #nodes: Node[];
  readonly #now: () => number;

  constructor(endpoints: readonly NamedEndpoint[], timeout: number, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#nodes = endpoints.map((endpoint) => ({
      organisation: endpoint.organisation,
      rpc: new Rpc(endpoint, timeout),
      failures: 0,
      restUntil: 0,
    }));
  }

  /** Those who may be asked now; all of them when everybody is resting, as waiting helps nobody then. */
  #order(): readonly Node[] {
    const now = this.#now();
    const awake = this.#nodes.filter(({ restUntil }) => restUntil <= now);
    return awake.length > 0 ? awake : [...this.#nodes];
  }

  /** Sends a node to the end, for longer each time, and never two at the same moment again. */
  #demote(node: Node): void {
    const rest = Math.min(FIRST_REST * 2 ** node.failures, LONGEST_REST);
    node.failures += 1;
    node.restUntil = this.#now() + rest * (0.5 + Math.random());
    this.#nodes.splice(this.#nodes.indexOf(node), 1);
    this.#nodes.push(node);
  }

  /**
   * The first answer that is not null; `call` throws or gives null when this node is of no help. Null when some answered
   * and none was of help; throws `anchor-unavailable` or `anchor-invalid` when none answered truly.
   */
  async first<T>(call: (rpc: Rpc) => Promise<T | null>): Promise<T | null> {
    let answered = false;
    let last: unknown = null;
    for (const node of this.#order()) {
      try {
        const found = await call(node.rpc);
        node.failures = 0;
        answered = true;
        if (found !== null) return found;
      } catch (error) {
        last = worse(last, error);
        this.#demote(node);
      }
    }
    if (answered) return null;
    throw last instanceof NotaryError ? last : new NotaryError('anchor-unavailable', 'no member answers', {}, last);
  }

  /** Everybody's answer; null for who gave none. */
  async all<T>(call: (rpc: Rpc) => Promise<T>): Promise<readonly (T | null)[]> {
    return await Promise.all(this.#nodes.map(({ rpc }) => call(rpc).catch(() => null)));
  }

  /** How each node fares now, in the order of the consortium file's names. */
  async health(): Promise<readonly ChainHealth[]> {
    const asked = this.#nodes.map(async ({ organisation, rpc }): Promise<ChainHealth> => {
      const began = this.#now();
      const status = await rpc.status().catch(() => null);
      const delay = status ? Math.round(this.#now() - began) : null;
      return { organisation, url: rpc.endpoint.url, reachable: status !== null, height: status?.height ?? null, delay };
    });
    return (await Promise.all(asked)).sort((a, b) => (a.organisation < b.organisation ? -1 : 1));
  }
}

/** An answer that does not verify says more than one that did not come. */
function worse(a: unknown, b: unknown): unknown {
  const invalid = (error: unknown) => error instanceof NotaryError && error.code === 'anchor-invalid';
  return invalid(a) || b instanceof RpcRefusal ? (a ?? b) : b;
}
