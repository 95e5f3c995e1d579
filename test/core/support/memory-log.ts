import { nobleCrypto } from '../../../core/crypto.ts';
import { appendedNodes, type ReadNode } from '../../../core/log/log.ts';
import { leafHash } from '../../../core/log/merkle.ts';

/** The nodes of a log in a map, as a store would keep them. */
export class MemoryLog {
  size = 0;
  readonly #nodes = new Map<string, Uint8Array>();
  readonly read: ReadNode = (level, index) => this.#nodes.get(`${level}/${index}`);

  /** Appends leaves as one batch. */
  append(leaves: readonly Uint8Array[]): void {
    const hashes = leaves.map((leaf) => leafHash(leaf, nobleCrypto));
    for (const node of appendedNodes(this.size, hashes, this.read, nobleCrypto))
      this.#nodes.set(`${node.level}/${node.index}`, node.hash);
    this.size += leaves.length;
  }

  /** Every stored node, as text that can be compared. */
  dump(): string[] {
    return [...this.#nodes].map(([place, hash]) => `${place} ${hash.join(' ')}`).sort();
  }
}
