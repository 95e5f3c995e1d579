/** Erasing, and who gets in, on the desk that is only played. */
import type { DeskAccess, Erasure, ErasurePlan, RecordRow } from '../../../electron/api.ts';
import type { FakeRecords } from './records.ts';

/** As an erased record is. */
export function erasedRow(row: RecordRow): RecordRow {
  const facts = Object.fromEntries(Object.keys(row.facts).map((name) => [name, null])) as unknown as RecordRow['facts'];
  return { ...row, state: 'erased', facts, sha256: '', size: 0, supersedes: null, provisional: false };
}

export function erasurePlan(records: FakeRecords, ids: readonly string[]): ErasurePlan {
  const rows = records.rows.filter(({ id, state }) => ids.includes(id) && state !== 'erased');
  const names = rows.map(({ facts }) => facts.fileName);
  return {
    records: rows.length,
    waiting: rows.filter(({ state }) => state === 'recorded').length,
    originals: names.map((name) => `/home/wang/Documents/${name}`),
    certificates: names.map((name, i) => ({ path: `/home/wang/证书/${name}.pdf`, present: i % 2 === 0 })),
    handedOn: ['示例银行 · 证书.zip'],
    box: true,
    backups: 1,
    dossiers: [],
  };
}

export function erase(records: FakeRecords, ids: readonly string[]): Erasure {
  const left = erasurePlan(records, ids);
  return { erased: records.change(ids, erasedRow), left };
}

/** The secrets of the played desk: a passphrase once one is set, and a code that nobody types here. */
export class PlayedAccess {
  #ways: DeskAccess['ways'];
  #passphrase: string;

  constructor(ways: DeskAccess['ways']) {
    this.#ways = ways;
    this.#passphrase = 'correct horse';
  }

  get now(): DeskAccess {
    return { ways: this.#ways };
  }

  lets(current: string | null): boolean {
    return !this.#ways.includes('passphrase') || current === this.#passphrase;
  }

  set(passphrase: string): DeskAccess {
    this.#passphrase = passphrase;
    this.#ways = [...this.#ways.filter((way) => way === 'keychain'), 'passphrase', 'recovery'];
    return this.now;
  }
}
