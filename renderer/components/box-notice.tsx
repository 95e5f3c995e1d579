import { useTranslation } from 'react-i18next';
import { useNotaryEvent } from '../state/events.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNotices } from '../state/notices.tsx';

/** Notifies a user who is doing something else that a case box has been checked. */
export function BoxNotice() {
  const { t } = useTranslation();
  const { screen, go } = useNavigation();
  const { done } = useNotices();
  useNotaryEvent('box', ({ status }) => {
    if (status.state !== 'done' || screen === 'verify') return;
    done(t('box.done.said', { count: status.sheet.totals.rows }), { text: t('common.show'), run: () => go('verify') });
  });
  return null;
}
