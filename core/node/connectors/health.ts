/** How the nodes of a chain answer: types only, without anything of Node, because the window gets them as they are. */

/** How a member's node answers. */
export interface ChainHealth {
  readonly organisation: string;
  readonly url: string;
  readonly reachable: boolean;
  /** Null when it is not reachable, and where there are no blocks. */
  readonly height: number | null;
  /** Milliseconds that the answer took. */
  readonly delay: number | null;
}
