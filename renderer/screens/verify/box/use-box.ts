import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoxStatus } from '../../../../electron/api.ts';
import { asApiError, call, notary } from '../../../bridge.ts';
import { useAnnounce } from '../../../state/announce.tsx';
import { useDesk } from '../../../state/desk.tsx';
import { useNotaryEvent } from '../../../state/events.ts';
import { useNotices } from '../../../state/notices.tsx';

export interface CaseBox {
  readonly status: BoxStatus;
  start(paths: readonly string[]): Promise<void>;
  cancel(): void;
  resume(): void;
  /** Closes the sheet or discards the interrupted check. Files and certificates are not affected. */
  discard(): void;
}

/** Percent of a check; null while the total is unknown. */
export function percentOf(status: Extract<BoxStatus, { readonly state: 'running' }>): number | null {
  const { phase, bytes, bytesDone } = status.progress;
  if (phase === 'walking' || phase === 'pairing') return null;
  return bytes === 0 ? 100 : Math.min(100, Math.floor((100 * bytesDone) / bytes));
}

const tenthOf = (status: BoxStatus): number | null => {
  const percent = status.state === 'running' ? percentOf(status) : null;
  return percent === null ? null : Math.floor(percent / 10) * 10;
};

/** The case box of the desk, kept up to date while it is checked, with announcements for screen readers. */
export function useBox(): CaseBox {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { fail, tell } = useNotices();
  const [status, setStatus] = useState<BoxStatus>({ state: 'none' });
  const stands = useDesk().status?.problem != null;
  // a check that was cut off is known once the desk is open
  useEffect(() => {
    if (!stands) call(notary.box()).then(setStatus, (thrown: unknown) => tell(asApiError(thrown)));
  }, [tell, stands]);
  useNotaryEvent('box', ({ status: now }) => {
    const tenth = tenthOf(now);
    // announces every tenth part only
    if (tenth !== null && tenth !== tenthOf(status)) announce(t('box.running.said', { percent: tenth }));
    if (now.state === 'done' && status.state !== 'done') announce(t('box.done.said', { count: now.sheet.totals.rows }));
    if (now.state === 'cut-off' && status.state !== 'cut-off') announce(t('box.cutOff.said'));
    setStatus(now);
  });
  const act = useCallback((work: () => Promise<unknown>) => void work().catch(fail), [fail]);
  return {
    status,
    start: async (paths) => void (await call(notary.boxStart(paths))),
    cancel: useCallback(() => act(() => call(notary.cancel('box'))), [act]),
    resume: useCallback(() => act(() => call(notary.boxResume())), [act]),
    discard: useCallback(() => act(() => call(notary.boxDiscard())), [act]),
  };
}
