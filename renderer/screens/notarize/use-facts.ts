import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { EDITABLE_FACTS } from '../../../core/records/facts.ts';
import type { ErrorDetails } from '../../../core/words/words.ts';
import type { RecordRow } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { useNotices } from '../../state/notices.tsx';
import type { RecordPages } from '../../state/record-pages.ts';
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

export interface FactsEditing {
  /** Changes one record immediately and shows errors. */
  one(row: RecordRow, change: EditableFacts): void;
  /** Changes many, and offers to undo it. */
  many(rows: readonly RecordRow[], change: EditableFacts): Promise<void>;
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
      const putBack = async () => {
        for (const row of rows) await send([row.id], before(row, change));
        done(t('notarize.editor.undone'));
      };
      done(t('notarize.editor.saved', { count: changed }), {
        text: t('common.undo'),
        run: () => void putBack().catch(fail),
      });
    },
    [send, done, fail, t],
  );
  return { one, many };
}
