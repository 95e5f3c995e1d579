/**
 * Warnings about files that wait to be sealed, kept in a file of the home so that they survive a restart. Warnings are
 * dropped once a record no longer waits. They only help the clerk: nothing depends on the file. What there is to say of
 * readings is in the store.
 */
import { existsSync } from 'node:fs';
import { isOfReading, readWarning, type Warning } from '../../documents/warnings.ts';
import { utf8 } from '../../formats/bytes.ts';
import { dictionary, list } from '../../formats/decoder.ts';
import { writeAtomic } from '../system/atomic-file.ts';
import { readSmallText } from '../system/small-file.ts';
import type { IntakeItem } from './types.ts';

/** Maximum bytes of the file: enough for very many paths. */
const LIST_BYTES = 64 * 1024 * 1024;

/** More than anybody reads; the oldest are dropped. */
const MOST = 2000;
const shape = dictionary(list(readWarning, 1000), MOST);

/** By record id. */
export type WarningsById = Readonly<Record<string, readonly Warning[]>>;

/** The stored warnings; see the head of this file. */
export class WarningList {
  readonly #file: string;
  readonly #isWaiting: (id: string) => boolean;
  #known: WarningsById | null = null;

  constructor(file: string, isWaiting: (id: string) => boolean) {
    this.#file = file;
    this.#isWaiting = isWaiting;
  }

  /** Stores the warnings of an intake about the files of the records that it made. Throws `write-failed`. */
  add(items: readonly IntakeItem[]): void {
    const added = items.flatMap(({ state, recordId, warnings }) => {
      const ofFile = warnings.filter((warning) => !isOfReading(warning));
      return state === 'recorded' && recordId !== null && ofFile.length > 0 ? [[recordId, ofFile] as const] : [];
    });
    if (added.length === 0) return;
    this.#keep([...Object.entries(this.all()), ...added].slice(-MOST));
  }

  /**
   * Removes the warnings about these records, and their file names from other records' warnings about equal bytes, also
   * from the file. Throws `write-failed`.
   */
  forget(ids: readonly string[], names: readonly string[]): void {
    if (!existsSync(this.#file)) return;
    const gone = new Set(ids);
    const nameless = (warning: Warning) =>
      warning.code === 'duplicate' && names.includes(warning.detail) ? { ...warning, detail: '' } : warning;
    const left = Object.entries(this.all()).filter(([id]) => !gone.has(id));
    this.#keep(left.map(([id, warnings]) => [id, warnings.map(nameless)] as const));
  }

  #keep(entries: readonly (readonly [string, readonly Warning[]])[]): void {
    this.#known = Object.fromEntries(entries);
    writeAtomic(this.#file, utf8(JSON.stringify(this.#known)), { mode: 0o600 });
  }

  /** Warnings of the records that still wait. */
  all(): WarningsById {
    this.#known ??= this.#read();
    return Object.fromEntries(Object.entries(this.#known).filter(([id]) => this.#isWaiting(id)));
  }

  /** The same, and behind them what else there is to say. */
  with(...more: readonly ReadonlyMap<string, readonly Warning[]>[]): WarningsById {
    const all = { ...this.all() };
    for (const [id, warnings] of more.flatMap((said) => [...said])) all[id] = [...(all[id] ?? []), ...warnings];
    return all;
  }

  #read(): WarningsById {
    if (!existsSync(this.#file)) return {};
    try {
      return shape(JSON.parse(readSmallText(this.#file, LIST_BYTES)), 'warnings');
    } catch {
      return {}; // of a newer version, or damaged
    }
  }
}
