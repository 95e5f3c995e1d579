/**
 * The members' nodes combined: the last one to answer is asked first, one that failed is asked last and skipped for a
 * while. None is trusted; the caller checks their answers, or uses them only to decide which node to ask next.
 */
import { NotaryError } from '../../../errors.ts';
import type { NamedEndpoint } from '../../cometbft/consortium-file.ts';
import { Rpc, RpcRefusal } from '../../cometbft/rpc.ts';
import type { ChainHealth } from '../health.ts';

interface Node {
  readonly organisation: string;
  readonly rpc: Rpc;
  failures: number;
  /** Not before this time, in milliseconds. */
  restUntil: number;
}

const FIRST_REST = 500;
const LONGEST_REST = 30_000;

/** The nodes of a consortium; see the head of this file. */
export class Members {
  readonly #nodes: Node[];
  readonly #now: () => number;

  /** How many must agree before an answer counts as the members' answer: one more than may lie or lag. */
  readonly believable: number;

  constructor(endpoints: readonly NamedEndpoint[], timeout: number, now: () => number = () => performance.now()) {
    this.#now = now;
    this.believable = Math.floor((endpoints.length - 1) / 3) + 1;
    this.#nodes = endpoints.map((endpoint) => ({
      organisation: endpoint.organisation,
      rpc: new Rpc(endpoint, timeout),
      failures: 0,
      restUntil: 0,
    }));
  }

  /** Nodes that may be asked now; all of them when every node is being skipped. */
  #order(): readonly Node[] {
    const now = this.#now();
    const awake = this.#nodes.filter(({ restUntil }) => restUntil <= now);
    return awake.length > 0 ? awake : [...this.#nodes];
  }

  /**
   * Moves a node to the end and skips it, longer each time, with jitter so that no two nodes return at the same moment.
   */
  #demote(node: Node): void {
    const rest = Math.min(FIRST_REST * 2 ** node.failures, LONGEST_REST);
    node.failures += 1;
    node.restUntil = this.#now() + rest * (0.5 + Math.random());
    this.#nodes.splice(this.#nodes.indexOf(node), 1);
    this.#nodes.push(node);
  }

  /**
   * The first answer that is not null; `call` throws or returns null when this node is of no help. Null when some
   * answered and none was of help; throws `anchor-unavailable` or `anchor-invalid` when none gave a valid answer.
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
    throw unanswered(last);
  }

  /**
   * Asks all available nodes at once and stops waiting when there are `enough` answers. Throws like `first` when none
   * gave a valid answer.
   */
  async ask<T>(
    call: (rpc: Rpc) => Promise<T>,
    enough: (answers: readonly T[]) => boolean = () => false,
  ): Promise<readonly T[]> {
    const answers: T[] = [];
    let last: unknown = null;
    await new Promise<void>((resolve) => {
      const asked = this.#order().map(async (node) => {
        try {
          answers.push(await call(node.rpc));
          node.failures = 0;
          if (enough(answers)) resolve();
        } catch (error) {
          last = worse(last, error);
          this.#demote(node);
        }
      });
      void Promise.all(asked).then(() => resolve());
    });
    if (answers.length > 0) return [...answers];
    throw unanswered(last);
  }

  /** Health of each node, in the order of the consortium file's names. */
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

function unanswered(last: unknown): NotaryError {
  return last instanceof NotaryError ? last : new NotaryError('anchor-unavailable', 'no member answers', {}, last);
}

/** An invalid answer is reported in preference to a missing one. */
function worse(a: unknown, b: unknown): unknown {
  const invalid = (error: unknown) => error instanceof NotaryError && error.code === 'anchor-invalid';
  return invalid(a) || b instanceof RpcRefusal ? (a ?? b) : b;
}
