import { useTranslation } from 'react-i18next';
import { useNotaryEvent } from '../state/events.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useNotices } from '../state/notices.tsx';

/** Says that a case box is checked, to somebody who went on with other work meanwhile. */
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
