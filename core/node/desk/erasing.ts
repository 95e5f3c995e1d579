/**
 * Erasing records: what the desk knows about a document is deleted, what others rely on stays. docs/threat-model.md
 * says what is promised. Files outside the home are listed, because only a person can delete them.
 */
import { existsSync } from 'node:fs';
import { NotaryError } from '../../errors.ts';
import { backupsIn, removeBackups } from '../home/backups.ts';
import type { StoredDetail } from '../store/query.ts';
import type { SqliteStore } from '../store/sqlite-store.ts';
import type { Box } from './box.ts';
import type { Tasks } from './tasks.ts';
import type { Erasure, ErasurePlan } from './types.ts';
import type { WarningList } from './warning-list.ts';

/** What `Erasing` is made of. */
export interface ErasingOptions {
  /** Folder of the home. */
  readonly home: string;
  /** The file list of a running or interrupted intake. */
  readonly intakeList: string;
  readonly store: SqliteStore;
  readonly tasks: Tasks;
  readonly box: Box;
  readonly warnings: WarningList;
  /** RFC 3339. */
  now(): string;
  /** A record is gone that was never sealed: those that wait no longer refer to it. */
  release(id: string): void;
  /** Records were erased. */
  onChange(): void;
}

/** Plans and carries out erasures. */
export class Erasing {
  readonly #options: ErasingOptions;

  constructor(options: ErasingOptions) {
    this.#options = options;
  }

  /**
   * What erasing these records would delete and what it has to leave. Throws `not-found`, or `wrong-state` for an empty
   * list.
   */
  plan(ids: readonly string[]): ErasurePlan {
    const records = this.#live(ids);
    const detailsOf = (kinds: readonly string[]) => [
      ...new Set(
        records.flatMap(({ timeline }) =>
          timeline.filter(({ kind }) => kinds.includes(kind)).map(({ detail }) => detail),
        ),
      ),
    ];
    return {
      records: records.length,
      waiting: records.filter(({ state }) => state === 'recorded').length,
      originals: [...new Set(records.flatMap(({ path }) => path ?? []))].filter((path) => existsSync(path)),
      certificates: detailsOf(['certified']).map((path) => ({ path, present: existsSync(path) })),
      handedOn: detailsOf(['shared', 'packed']),
      box: this.#options.box.status.state !== 'none',
      backups: backupsIn(this.#options.home).length,
      dossiers: this.#dossiersWith(records.map(({ id }) => id)),
    };
  }

  /**
   * Erases what `plan` lists. Records that are not sealed are withdrawn first. Throws the errors of `plan`, and
   * `wrong-state` with the reason `busy` while files come in, certificates, a pack or a dossier are made, or a case box
   * is checked.
   */
  erase(ids: readonly string[]): Erasure {
    const { home, store, tasks, box, warnings, intakeList, now, release, onChange } = this.#options;
    const left = this.plan(ids);
    if (existsSync(intakeList) || tasks.runs('certify', 'pack', 'box', 'dossier'))
      throw new NotaryError('wrong-state', 'files are coming in, or something is being made', { reason: 'busy' });
    // these first: once the records are erased, it is no longer known what to remove from them
    if (left.box) box.discard();
    warnings.forget(
      ids,
      this.#live(ids).flatMap(({ facts }) => facts.fileName ?? []),
    );
    removeBackups(home);
    const erased = store.eraseAll(ids, now());
    for (const id of ids) if (store.get(id)?.leaf === null) release(id);
    onChange();
    return { erased, left };
  }

  /** The records that are not erased yet. */
  #live(ids: readonly string[]): readonly StoredDetail[] {
    const live = [...new Set(ids)].map((id) => this.#detail(id)).filter(({ state }) => state !== 'erased');
    if (live.length === 0)
      throw new NotaryError('wrong-state', 'the facts of these records are gone already', { reason: 'erased-already' });
    return live;
  }

  /** What these records leave behind in dossiers that are not erased with them. */
  #dossiersWith(ids: readonly string[]): readonly string[] {
    const { dossiers } = this.#options.store;
    const found = new Set(ids.flatMap((id) => dossiers.with(id)));
    return [...found].filter((id) => !ids.includes(id) && this.#detail(id).state !== 'erased');
  }

  #detail(id: string): StoredDetail {
    const detail = this.#options.store.detail(id);
    if (!detail) throw new NotaryError('not-found', `no record ${id}`, { id });
    return detail;
  }
}
