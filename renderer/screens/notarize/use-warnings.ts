import { useCallback, useEffect, useState } from 'react';
import type { Warning } from '../../../core/documents/warnings.ts';
import { asApiError, call, notary } from '../../bridge.ts';
import { useNotaryEvent } from '../../state/events.ts';
import { useNotices } from '../../state/notices.tsx';
import { useWords } from '../../state/words.ts';

/** Warnings about the waiting records as sentences; empty for a record without warnings. */
export function useWarnings(): (id: string) => readonly string[] {
  const { words } = useWords();
  const { tell } = useNotices();
  const [all, setAll] = useState<Readonly<Record<string, readonly Warning[]>>>({});
  const load = useCallback(
    () => void call(notary.warnings()).then(setAll, (thrown: unknown) => tell(asApiError(thrown))),
    [tell],
  );
  useEffect(load, [load]);
  useNotaryEvent('records', load);
  return useCallback(
    (id) =>
      (all[id] ?? []).map(({ code, detail }) => {
        const { means, fix } = words.warnings[code](detail);
        return `${means} ${fix}`;
      }),
    [all, words],
  );
}
