/** Which of the records that wait are sealed together: those whose links lead to what is sealed, or is sealed with them. */
import type { StoredRecord } from '../ports.ts';
import { waitingTargets } from './sequencing.ts';

/** What a batch is chosen by. */
export interface BatchRules {
  /** Most records in it. */
  readonly most: number;
  /** The record as it is sealed, once links to what is gone are taken back; null where it can't be changed. */
  settled(record: StoredRecord): StoredRecord | null;
  /** What a link leads to: a record that may be sealed now; `sealed` for one that is; null for what keeps the link waiting. */
  target(id: string): StoredRecord | 'sealed' | null;
}

/**
 * The records of a batch: the given ones, and what they refer to, directly or by others. Left out is what refers to a record that
 * can't be sealed, and what has no room with all that it refers to: that waits for a later batch.
 */
export function chosenFor(waiting: readonly StoredRecord[], rules: BatchRules): readonly StoredRecord[] {
  const choice = new Choice(rules);
  for (const record of waiting) choice.add(record);
  return choice.records;
}

class Choice {
  readonly #rules: BatchRules;
  readonly #chosen = new Map<string, StoredRecord>();
  readonly #leftOut = new Set<string>();
  readonly #targets = new Map<string, StoredRecord | 'sealed' | null>();

  constructor(rules: BatchRules) {
    this.#rules = rules;
  }

  get records(): readonly StoredRecord[] {
    return [...this.#chosen.values()];
  }

  /** A record behind all that it refers to. */
  add(record: StoredRecord): void {
    // a stack of its own: a chain of links may be as long as all that waits
    const stack: StoredRecord[] = [];
    const entered = new Set<string>();
    for (let next: StoredRecord | 'none' | null = record; next !== null; ) {
      if (next !== 'none') {
        const settled = this.#isFull || this.#chosen.has(next.id) ? null : this.#rules.settled(next);
        entered.add(next.id);
        if (settled === null) break;
        stack.push(settled);
      }
      const top = stack.at(-1);
      next = top === undefined || this.#isFull ? null : this.#nextTarget(top, entered);
      if (next !== 'none' || top === undefined) continue;
      stack.pop();
      this.#chosen.set(top.id, top);
    }
    for (const id of entered) if (!this.#chosen.has(id)) this.#leftOut.add(id);
  }

  get #isFull(): boolean {
    return this.#chosen.size >= this.#rules.most;
  }

  /** A record that comes along and is not looked at yet; null where one is left out. */
  #nextTarget(record: StoredRecord, entered: ReadonlySet<string>): StoredRecord | 'none' | null {
    if (this.#leftOut.has(record.id)) return null;
    for (const id of waitingTargets(record)) {
      // a circle is left out where leaves are made
      if (this.#chosen.has(id) || entered.has(id)) continue;
      const target = this.#leftOut.has(id) ? null : this.#target(id);
      if (target !== 'sealed') return target;
    }
    return 'none';
  }

  #target(id: string): StoredRecord | 'sealed' | null {
    const known = this.#targets.get(id);
    if (known !== undefined) return known;
    const target = this.#rules.target(id);
    this.#targets.set(id, target);
    return target;
  }
}
