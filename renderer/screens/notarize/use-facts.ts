import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { EDITABLE_FACTS } from '../../../core/records/facts.ts';
import type { ErrorDetails } from '../../../core/words/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { useNotices } from '../../state/notices.tsx';
import { type RecordPages, recordsOf } from '../../state/record-pages.ts';
import { useWords } from '../../state/words.ts';
import type { EditableFacts } from './fact-input.ts';

/** The sentence for a fact that is not taken. */
export function useWrong(): (wrong: ErrorDetails) => string {
  const { words } = useWords();
  return useCallback((wrong) => words.error('bad-input', wrong).happened, [words]);
}

/** The previous values of changed facts, for undo. */
function before(row: RecordRow, change: EditableFacts): EditableFacts {
  return Object.fromEntries(EDITABLE_FACTS.filter((name) => name in change).map((name) => [name, row.facts[name]]));
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What can be put back in a record: facts that are still as the change has left them. */
function revertible(old: RecordRow, now: RecordRow | undefined, change: EditableFacts): EditableFacts {
  if (now?.state !== 'recorded') return {};
  const back = before(old, change);
  const kept = EDITABLE_FACTS.filter((name) => name in back && isSame(now.facts[name], change[name]));
  return Object.fromEntries(kept.map((name) => [name, back[name]]));
}

export interface FactsEditing {
  /** Changes one record immediately and shows errors. */
  one(row: RecordRow, change: EditableFacts): void;
  /** Changes many, and offers to undo it. */
  many(rows: readonly RecordRow[], change: EditableFacts): Promise<void>;
  /** Takes what is suggested for these records where all places agree, and offers to undo it. */
  take(rows: readonly RecordRow[]): Promise<void>;
}

/** Taking suggestions over without looking at each. */
function useTaking(send: (ids: readonly string[], facts: EditableFacts) => Promise<number>, reload: () => void) {
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
          const [old, change] = [before.get(id), facts as EditableFacts];
          const back = old ? revertible(old, now.get(id), change) : {};
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
    async (ids: readonly string[], facts: EditableFacts) => {
      patch(new Set(ids), facts);
      try {
        return (await call(notary.edit({ ids, facts }))).changed;
      } finally {
        reload();
      }
    },
    [patch, reload],
  );
  const one = useCallback(
    (row: RecordRow, change: EditableFacts) => void send([row.id], change).catch(fail),
    [send, fail],
  );
  const many = useCallback(
    async (rows: readonly RecordRow[], change: EditableFacts) => {
      const changed = await send(
        rows.map((row) => row.id),
        change,
      );
      const saved = t('notarize.editor.saved', { count: changed });
      const names = EDITABLE_FACTS.filter((name) => name in change);
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
