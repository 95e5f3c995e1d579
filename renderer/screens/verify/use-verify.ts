import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VerifyItem } from '../../../electron/api.ts';
import { asApiError, call, notary } from '../../bridge.ts';
import { useAnnounce } from '../../state/announce.tsx';
import { useBusy } from '../../state/busy.ts';
import { useNotices } from '../../state/notices.tsx';
import { useWords } from '../../state/words.ts';
import { useItemWords } from './item-words.ts';

export interface Checked {
  readonly paths: readonly string[];
  readonly digests: readonly string[];
  /** Whether test networks counted. */
  readonly acceptDemo: boolean;
}

export interface Verifying {
  /** Null before the first verification. */
  readonly items: readonly VerifyItem[] | null;
  /** The files that these results are about, and the digests that were typed in place of documents. */
  readonly checked: Checked;
  /** Files that are being checked. */
  readonly running: number;
  /** `digests` replace documents that are not available. */
  check(paths: readonly string[], digests?: readonly string[]): void;
  cancel(): void;
  clear(): void;
  /** Whether test networks count in the next check, until the results are closed. */
  readonly acceptDemo: boolean;
  /** Lets them count or not, and checks the same files again. */
  setAcceptDemo(on: boolean): void;
}

/** Checks certificates and documents, and announces the results. */
export function useVerify(): Verifying {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const words = useItemWords();
  const speech = useWords();
  const findingsOf = ({ report }: VerifyItem) => report?.findings.map(speech.words.finding) ?? [];
  const { fail } = useNotices();
  const { run } = useBusy();
  const [items, setItems] = useState<readonly VerifyItem[] | null>(null);
  const [checked, setChecked] = useState<Checked>({ paths: [], digests: [], acceptDemo: false });
  const [running, setRunning] = useState(0);
  const latest = useRef(0);
  const [acceptDemo, setDemo] = useState(false);
  const check = (paths: readonly string[], digests: readonly string[] = [], demo = acceptDemo) => {
    if (paths.length === 0) return;
    const number = ++latest.current;
    const isLatest = () => latest.current === number;
    setRunning(paths.length);
    void run(async () => {
      try {
        // whoever gives other files meanwhile wants to know about those
        if (running > 0) await call(notary.cancel('verify'));
        const found = await call(notary.verify(paths, digests, demo));
        if (!isLatest()) return;
        setItems(found);
        setChecked({ paths, digests, acceptDemo: demo });
        const [only] = found;
        if (found.length === 1 && only)
          announce([t('verify.done', { verdict: words(only).title }), ...findingsOf(only)].join(' '));
        else announce(t('verify.doneMany', { count: found.length }));
      } catch (thrown) {
        // the results that stay were checked as before
        if (items !== null && isLatest()) setDemo(checked.acceptDemo);
        // cancelled by the user: nothing to report
        if (asApiError(thrown).code !== 'cancelled') throw thrown;
      } finally {
        if (isLatest()) setRunning(0);
      }
    });
  };
  const cancel = useCallback(() => void call(notary.cancel('verify')).catch(fail), [fail]);
  const clear = useCallback(() => {
    setItems(null);
    setDemo(false);
  }, []);
  const setAcceptDemo = (on: boolean) => {
    setDemo(on);
    if (items !== null) check(checked.paths, checked.digests, on);
  };
  return { items, checked, running, check, cancel, clear, acceptDemo, setAcceptDemo };
}
