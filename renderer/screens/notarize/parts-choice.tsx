import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { useStatus } from '../../state/desk.tsx';
import { useIntakes } from '../../state/intake.tsx';

/** Leaves digests of parts out of later intakes, without changing the setting. */
export function PartsChoice() {
  const { t } = useTranslation();
  const { settings } = useStatus();
  const { withoutParts, setWithoutParts } = useIntakes();
  if (!settings.fingerprints) return null;
  return (
    <Checkbox
      className="small"
      checked={withoutParts}
      onChange={({ target }) => setWithoutParts(target.checked)}
      title={t('doctor.parts.guess')}
    >
      {t('doctor.parts.leaveOutNow')}
    </Checkbox>
  );
}
