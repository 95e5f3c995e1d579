import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { thousands } from '../../../../core/words/words.ts';
import type { DossierProgress, DossierWish } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { useNotaryEvent } from '../../../state/events.ts';
import { useLongWork } from '../../../state/long-work.ts';
import { useNotices } from '../../../state/notices.tsx';

/** How far a task about a dossier is, in words; null while none runs. */
export function useDossierProgress() {
  const { t } = useTranslation();
  const [progress, setProgress] = useState<DossierProgress | null>(null);
  useNotaryEvent('dossier', (event) => setProgress(event.progress.running ? event.progress : null));
  const step = t(`dossier.steps.${progress?.step ?? 'read'}`);
  const { done, total } = progress ?? { done: 0, total: 0 };
  const counts = { step, done: thousands(done), total: thousands(total) };
  return {
    done,
    total,
    text: total > 0 ? t('dossier.stepOf', counts) : step,
    cancel: () => call(notary.cancel('dossier')),
  };
}

/**
 * Makes a dossier; that can be undone until it is sealed. Where the dialog was closed meanwhile only a notice says so. A table
 * that was changed since it was looked at may have rows with trouble again: `onTroubles` looks anew.
 */
export function useMaking(onMade: (id: string) => void, onTroubles: () => void) {
  const { t } = useTranslation();
  const { done, fail } = useNotices();
  const work = useLongWork();
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  const takeBack = async (id: string) => {
    await call(notary.withdraw({ ids: [id], reason: t('dossier.takenBackReason') }));
    done(t('dossier.takenBack'));
  };
  const make = (wish: DossierWish) =>
    work.run(async () => {
      const { record, items, credits } = await call(notary.dossierMake(wish));
      if (record === null) {
        done(t('dossier.notMade'));
        onTroubles();
        return;
      }
      const count = items + credits;
      const undo = { text: t('common.undo'), run: () => void takeBack(record).catch(fail) };
      done(t('dossier.made', { count, formatted: thousands(count) }), undo);
      if (isOpen.current) onMade(record);
    });
  return { ...work, make };
}
