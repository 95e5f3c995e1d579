/**
 * The application's state: two tables sorted by key and a history that only grows. A draft is layered over a state to
 * try a transaction or a block; it is either applied as a whole or discarded. Nothing here depends on a clock, a locale
 * or a disk.
 */
import {
  type Application,
  applicationHash,
  entryLeaf,
  historyLeaf,
  type TreeHead,
  treeCommitment,
} from '../../anchors/cometbft/application.ts';
import type { SignedText } from '../../anchors/cometbft/transaction.ts';
import type { Crypto } from '../../crypto.ts';
import type { Json } from '../../formats/canonical.ts';
import { appendedNodes, inclusionProof, logRoot, type ReadNode, type TreeNode } from '../../log/log.ts';
import { leafHash } from '../../log/merkle.ts';

type Sha256 = Pick<Crypto, 'sha256'>;

/** A table of canonical values, or a draft over one. */
export class Table {
  readonly #below: Table | null;
  readonly #own = new Map<string, Json>();

  constructor(below: Table | null = null) {
    this.#below = below;
  }

  get(key: string): Json | undefined {
    return this.#own.get(key) ?? this.#below?.get(key);
  }

  set(key: string, value: Json): void {
    this.#own.set(key, value);
  }

  /** The changes of this layer alone. */
  changes(): ReadonlyMap<string, Json> {
    return this.#own;
  }

  /** Every entry, sorted by key; keys are ASCII. */
  entries(): readonly (readonly [string, Json])[] {
    const all = new Map([...(this.#below?.entries() ?? []), ...this.#own]);
    return [...all].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Applies the changes of a draft. */
  absorb(draft: Table): void {
    for (const [key, value] of draft.changes()) this.#own.set(key, value);
  }

  head(crypto: Sha256): TreeHead {
    const { size, read } = this.#tree(crypto);
    return { size, root: logRoot(size, read, crypto) };
  }

  /** The position of a key and the path from it to the root, or null when there is no such key. */
  path(key: string, crypto: Sha256): { index: number; size: number; path: readonly Uint8Array[] } | null {
    const index = this.entries().findIndex(([name]) => name === key);
    if (index < 0) return null;
    const { size, read } = this.#tree(crypto);
    return { index, size, path: inclusionProof(index, size, read, crypto) };
  }

  #tree(crypto: Sha256): { size: number; read: ReadNode } {
    const leaves = this.entries().map(([key, value]) => leafHash(entryLeaf(key, value), crypto));
    const nodes = appendedNodes(0, leaves, () => undefined, crypto);
    const byPlace = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]));
    return { size: leaves.length, read: (level, index) => byPlace.get(`${level}/${index}`) };
  }
}

/** The history of accepted checkpoints, with the nodes that this layer added. */
export class History {
  readonly #below: History | null;
  readonly #read: ReadNode;
  readonly #nodes = new Map<string, TreeNode>();
  readonly #added: SignedText[] = [];
  #size: number;

  /** The stored history of `size` leaves; `read` finds its nodes. */
  constructor(size: number, read: ReadNode, below: History | null = null) {
    this.#size = size;
    this.#read = read;
    this.#below = below;
  }

  get size(): number {
    return this.#size;
  }

  readonly read: ReadNode = (level, index) =>
    this.#nodes.get(`${level}/${index}`)?.hash ??
    (this.#below ? this.#below.read(level, index) : this.#read(level, index));

  append(signed: SignedText, crypto: Sha256): void {
    const leaf = leafHash(historyLeaf(signed.text), crypto);
    for (const node of appendedNodes(this.#size, [leaf], this.read, crypto))
      this.#nodes.set(`${node.level}/${node.index}`, node);
    this.#added.push(signed);
    this.#size += 1;
  }

  head(crypto: Sha256): TreeHead {
    return { size: this.#size, root: logRoot(this.#size, this.read, crypto) };
  }

  draft(): History {
    return new History(this.#size, this.#read, this);
  }

  absorb(draft: History): void {
    for (const node of draft.addedNodes()) this.#nodes.set(`${node.level}/${node.index}`, node);
    this.#added.push(...draft.added());
    this.#size = draft.size;
  }

  addedNodes(): readonly TreeNode[] {
    return [...this.#nodes.values()];
  }

  /** The checkpoints that this layer added. */
  added(): readonly SignedText[] {
    return this.#added;
  }
}

/** The whole state after the block at `height`. */
export interface State {
  readonly chain: string;
  readonly height: number;
  readonly registry: Table;
  readonly latest: Table;
  readonly history: History;
}

/** A layer over a state, for the block that comes next. */
export function draftOf(state: State): State {
  return {
    chain: state.chain,
    height: state.height + 1,
    registry: new Table(state.registry),
    latest: new Table(state.latest),
    history: state.history.draft(),
  };
}

/** Applies a draft's changes to the state below it. With `stored`, the history's nodes are read from there. */
export function absorb(state: State, draft: State, stored: ReadNode | null = null): State {
  state.registry.absorb(draft.registry);
  state.latest.absorb(draft.latest);
  if (!stored) state.history.absorb(draft.history);
  const history = stored ? new History(draft.history.size, stored) : state.history;
  return { ...state, history, height: draft.height };
}

/** The three commitments. */
export function applicationOf(state: State, crypto: Sha256): Application {
  const commitment = (part: { head(crypto: Sha256): TreeHead }) => treeCommitment(part.head(crypto), crypto);
  return {
    history: commitment(state.history),
    latest: commitment(state.latest),
    registry: commitment(state.registry),
  };
}

/** The application hash of a state. It does not include the height, because it would then change with every block. */
export function stateHash(state: State, crypto: Sha256): Uint8Array {
  return applicationHash(applicationOf(state, crypto), crypto);
}
