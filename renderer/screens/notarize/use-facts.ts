import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditWish, FactEdits } from '../../../core/ports.ts';
import { TYPED_FACTS } from '../../../core/records/typed-facts.ts';
import type { ErrorDetails } from '../../../core/words/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { useNotices } from '../../state/notices.tsx';
import { type RecordPages, recordsOf } from '../../state/record-pages.ts';
import { useWords } from '../../state/words.ts';

/** The sentence for a fact that is not taken. */
export function useWrong(): (wrong: ErrorDetails) => string {
  const { words } = useWords();
  return useCallback((wrong) => words.error('bad-input', wrong).happened, [words]);
}

/** The previous values of changed facts, for undo. */
function before(row: RecordRow, change: FactEdits): FactEdits {
  return Object.fromEntries(TYPED_FACTS.filter((name) => name in change).map((name) => [name, row.facts[name]]));
}

/** Everything that a record states and people type: it is put back with the profile that it had. */
function allTyped({ facts }: RecordRow): FactEdits {
  return Object.fromEntries(TYPED_FACTS.flatMap((name) => (facts[name] == null ? [] : [[name, facts[name]]])));
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What can be put back in a record: facts that are still as the change has left them. */
function revertible(old: RecordRow, now: RecordRow | undefined, change: FactEdits): FactEdits {
  if (now?.state !== 'recorded') return {};
  const back = before(old, change);
  const kept = TYPED_FACTS.filter((name) => name in back && isSame(now.facts[name], change[name]));
  return Object.fromEntries(kept.map((name) => [name, back[name]]));
}

export interface FactsEditing {
  /** Changes one record immediately and shows errors. */
  one(row: RecordRow, change: FactEdits): void;
  /** Changes many, and the profile that they have where that is wished; offers to undo it. */
  many(rows: readonly RecordRow[], change: FactEdits, wish?: EditWish): Promise<void>;
  /** Takes what is suggested for these records where all places agree, and offers to undo it. */
  take(rows: readonly RecordRow[]): Promise<void>;
}

/** Taking suggestions over without looking at each. */
function useTaking(send: (ids: readonly string[], facts: FactEdits) => Promise<number>, reload: () => void) {
  const { t } = useTranslation();
  const { fail, done } = useNotices();
  return useCallback(
    async (rows: readonly RecordRow[]) => {
      const taken = await call(notary.take(rows.map(({ id }) => id)));
      reload();
      if (taken.length === 0) return done(t('notarize.editor.nothingToTake'));
      const before = new Map(rows.map((row) => [row.id, row]));
      const putBack = async () => {
        const now = new Map((await recordsOf(taken.map(({ id }) => id))).map((row) => [row.id, row]));
        for (const { id, facts } of taken) {
          const old = before.get(id);
          const back = old ? revertible(old, now.get(id), facts) : {};
          if (Object.keys(back).length > 0) await send([id], back);
        }
        done(t('notarize.editor.undone'));
      };
      done(t('notarize.editor.taken', { count: taken.length }), {
        text: t('common.undo'),
        run: () => void putBack().catch(fail),
      });
    },
    [send, reload, done, fail, t],
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
      if (wish.profile !== undefined) {
        const undo = async () => {
          for (const row of rows) await send([row.id], allTyped(row), { profile: row.kind, drop: true });
          done(t('notarize.editor.undone'));
        };
        return done(saved, { text: t('common.undo'), run: () => void undo().catch(fail) });
      }
      // digests of parts that were left out are not known any more
      if (names.length === 0) return done(saved);
      const putBack = async () => {
        const now = new Map((await recordsOf(rows.map(({ id }) => id))).map((row) => [row.id, row]));
        let whole = 0;
        for (const row of rows) {
          const back = revertible(row, now.get(row.id), change);
          const count = Object.keys(back).length;
          const sent = count > 0 && (await send([row.id], back)) > 0;
          if (sent && count === names.length && !('fingerprints' in change)) whole++;
        }
        done(
          whole === rows.length
            ? t('notarize.editor.undone')
            : t('notarize.editor.undonePartly', { count: whole, total: rows.length }),
        );
      };
      done(saved, { text: t('common.undo'), run: () => void putBack().catch(fail) });
    },
    [send, done, fail, t],
  );
  return { one, many, take: useTaking(send, reload) };
}
