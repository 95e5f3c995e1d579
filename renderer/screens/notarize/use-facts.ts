import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditWish, FactEdits } from '../../../core/ports.ts';
import { TYPED_FACTS, type TypedFact } from '../../../core/records/typed-facts.ts';
import type { ErrorDetails } from '../../../core/words/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { useKinds } from '../../state/kinds.ts';
import { useNotices } from '../../state/notices.tsx';
import { type RecordPages, recordsOf } from '../../state/record-pages.ts';
import { useWords } from '../../state/words.ts';

/** The sentence for a fact that is not taken. */
export function useWrong(): (wrong: ErrorDetails) => string {
  const { words } = useWords();
  return useCallback((wrong) => words.error('bad-input', wrong).happened, [words]);
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** A record before a change, and what was changed. */
interface Changed {
  readonly old: RecordRow;
  readonly change: FactEdits;
  /** For a change of the profile: the record as the change left it. */
  readonly left: RecordRow | null;
}

/** An edit that undoes a change. */
interface PutBack {
  readonly facts: FactEdits;
  readonly wish: EditWish;
  /** Whether nothing of the change stays. */
  readonly isWhole: boolean;
}

/** The previous values of these facts; one that was empty is emptied again. */
function before({ facts }: RecordRow, names: readonly TypedFact[]): FactEdits {
  return Object.fromEntries(names.map((name) => [name, facts[name] ?? null]));
}

/** What can be put back in a record: facts that are still as the change has left them. Null where there is nothing. */
function revertible(
  { old, change, left }: Changed,
  now: RecordRow | undefined,
  namesOf: (kind: string) => readonly string[],
): PutBack | null {
  if (now?.state !== 'recorded') return null;
  const isWhole = !('fingerprints' in change);
  if (left === null) {
    const names = TYPED_FACTS.filter((name) => name in change);
    const kept = names.filter((name) => isSame(now.facts[name], change[name]));
    if (kept.length === 0) return null;
    return { facts: before(old, kept), wish: {}, isWhole: isWhole && kept.length === names.length };
  }
  const names = namesOf(old.kind);
  const again = TYPED_FACTS.filter((name) => !isSame(now.facts[name], left.facts[name]));
  // what was typed since and has no place in the old profile would be lost with the new one
  if (now.kind !== left.kind || again.some((name) => !names.includes(name))) return null;
  const kept = TYPED_FACTS.filter((name) => names.includes(name) && !again.includes(name));
  return { facts: before(old, kept), wish: { profile: old.kind, drop: true }, isWhole: isWhole && again.length === 0 };
}

export interface FactsEditing {
  /** Changes one record immediately and shows errors. */
  one(row: RecordRow, change: FactEdits): void;
  /** Changes many, and the profile that they have where that is wished; offers to undo it. */
  many(rows: readonly RecordRow[], change: FactEdits, wish?: EditWish): Promise<void>;
  /** Takes what is suggested for these records where all places agree, and offers to undo it. */
  take(rows: readonly RecordRow[]): Promise<void>;
}

type Send = (ids: readonly string[], facts: FactEdits, wish?: EditWish) => Promise<number>;

const byId = (rows: readonly RecordRow[]) => new Map(rows.map((row) => [row.id, row]));

/** Undoes changes where nobody has changed the same again, and says of how many records in full. */
function usePutBack(send: Send) {
  const { t } = useTranslation();
  const { fail, done } = useNotices();
  const kindOf = useKinds();
  return useCallback(
    (changed: readonly Changed[]) => {
      const putBack = async () => {
        const now = byId(await recordsOf(changed.map(({ old }) => old.id)));
        let whole = 0;
        for (const one of changed) {
          const back = revertible(one, now.get(one.old.id), (kind) => kindOf(kind).names);
          const sent = back !== null && (await send([one.old.id], back.facts, back.wish)) > 0;
          if (sent && back.isWhole) whole++;
        }
        done(
          whole === changed.length
            ? t('notarize.editor.undone')
            : t('notarize.editor.undonePartly', { count: whole, total: changed.length }),
        );
      };
      return { text: t('common.undo'), run: () => void putBack().catch(fail) };
    },
    [send, done, fail, t, kindOf],
  );
}

/** Taking suggestions over without looking at each. */
function useTaking(undo: ReturnType<typeof usePutBack>, reload: () => void) {
  const { t } = useTranslation();
  const { done } = useNotices();
  return useCallback(
    async (rows: readonly RecordRow[]) => {
      const taken = await call(notary.take(rows.map(({ id }) => id)));
      reload();
      if (taken.length === 0) return done(t('notarize.editor.nothingToTake'));
      const old = byId(rows);
      const changed = taken.flatMap(({ id, facts }): Changed[] => {
        const row = old.get(id);
        return row ? [{ old: row, change: facts, left: null }] : [];
      });
      done(t('notarize.editor.taken', { count: taken.length }), undo(changed));
    },
    [undo, reload, done, t],
  );
}

/** Changing facts of records that are not sealed yet. */
export function useFactsEditing(pages: Pick<RecordPages, 'patch' | 'reload'>): FactsEditing {
  const { t } = useTranslation();
  const { fail, done } = useNotices();
  const { patch, reload } = pages;
  const send = useCallback(
    async (ids: readonly string[], facts: FactEdits, wish: EditWish = {}) => {
      patch(new Set(ids), facts);
      try {
        return (await call(notary.edit({ ids, facts, ...wish }))).changed;
      } finally {
        reload();
      }
    },
    [patch, reload],
  );
  const undo = usePutBack(send);
  const one = useCallback((row: RecordRow, change: FactEdits) => void send([row.id], change).catch(fail), [send, fail]);
  const many = useCallback(
    async (rows: readonly RecordRow[], change: FactEdits, wish: EditWish = {}) => {
      const changed = await send(
        rows.map((row) => row.id),
        change,
        wish,
      );
      const saved = t('notarize.editor.saved', { count: changed });
      const names = TYPED_FACTS.filter((name) => name in change);
      // digests of parts that were left out are not known any more
      if (names.length === 0 && wish.profile === undefined) return done(saved);
      const left = wish.profile === undefined ? null : byId(await recordsOf(rows.map(({ id }) => id)));
      done(saved, undo(rows.map((old) => ({ old, change, left: left?.get(old.id) ?? null }))));
    },
    [send, done, undo, t],
  );
  return { one, many, take: useTaking(undo, reload) };
}
