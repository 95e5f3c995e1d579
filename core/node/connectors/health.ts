/** Health of a chain's nodes: types only and nothing of Node, because the window uses them directly. */

/** Health of a member's node. */
export interface ChainHealth {
  readonly organisation: string;
  readonly url: string;
  readonly reachable: boolean;
  /** Null when the node is unreachable, or for a service without blocks. */
  readonly height: number | null;
  /** Response time in milliseconds. */
  readonly delay: number | null;
}
