import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Warning } from '../../../core/documents/warnings.ts';
import { asApiError, call, notary } from '../../bridge.ts';
import { useNotaryEvent } from '../../state/events.ts';
import { useNotices } from '../../state/notices.tsx';
import { useWords } from '../../state/words.ts';

/** What is said of the waiting records. */
export interface Warnings {
  /** As sentences; none for a record without warnings. */
  of(id: string): readonly string[];
  /** Whether it is sealed only after another one, which waits for a person. */
  waitsForOther(id: string): boolean;
}

const FOR_OTHER: readonly Warning['code'][] = ['waits-for-held', 'waits-for-unconfirmed'];

/** Warnings about the waiting records. */
export function useWarnings(): Warnings {
  const { words } = useWords();
  const { tell } = useNotices();
  const [all, setAll] = useState<Readonly<Record<string, readonly Warning[]>>>({});
  const load = useCallback(
    () => void call(notary.warnings()).then(setAll, (thrown: unknown) => tell(asApiError(thrown))),
    [tell],
  );
  useEffect(load, [load]);
  useNotaryEvent('records', load);
  return useMemo(
    () => ({
      of: (id) =>
        (all[id] ?? []).map(({ code, detail }) => {
          const { means, fix } = words.warnings[code](detail);
          return `${means} ${fix}`;
        }),
      waitsForOther: (id) => (all[id] ?? []).some(({ code }) => FOR_OTHER.includes(code)),
    }),
    [all, words],
  );
}
