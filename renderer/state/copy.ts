import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useNotices } from './notices.tsx';

/** Puts a text on the clipboard and says so. */
export function useCopy(): (text: string) => void {
  const { t } = useTranslation();
  const { done, fail } = useNotices();
  return useCallback(
    (text) => void navigator.clipboard.writeText(text).then(() => done(t('common.copied')), fail),
    [t, done, fail],
  );
}
