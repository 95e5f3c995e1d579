import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../electron/api.ts';
import { Group, SwitchField } from './field.tsx';

interface Props {
  readonly settings: Settings;
  change(part: Partial<Settings>): void;
}

/** Whether new records commit to digests of parts: their purpose, and what can be guessed from them. */
export function PartsSection({ settings, change }: Props) {
  const { t } = useTranslation();
  return (
    <Group title={t('doctor.parts.title')}>
      <SwitchField
        label={t('doctor.parts.switch')}
        help={t('doctor.parts.what')}
        checked={settings.fingerprints}
        onChange={(fingerprints) => change({ fingerprints })}
      />
      <p className="small muted">{t('doctor.parts.guess')}</p>
    </Group>
  );
}
