import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OWN_PRESETS, type OwnPreset, PRESET_NAMES } from '../../core/handover/presets.ts';
import { call, notary } from '../bridge.ts';
import { useNotices } from '../state/notices.tsx';

interface Props {
  /** Those that are saved. */
  readonly presets: readonly OwnPreset[];
  readonly withheld: readonly string[];
  /** The saved choice that is chosen now; null where none is. */
  readonly chosen: OwnPreset | null;
  readonly names: readonly string[];
  readonly disabled: boolean;
}

/** Saves a choice under a name, and removes one that was saved. */
export function OwnPresets({ presets, withheld, chosen, names, disabled }: Props) {
  const { t } = useTranslation();
  const { fail } = useNotices();
  const [name, setName] = useState('');
  const typed = name.trim();
  const isTaken = PRESET_NAMES.some((one) => one === typed);
  const save = (saved: readonly OwnPreset[]) => call(notary.settings({ presets: saved })).then(() => setName(''), fail);
  const shown = names.filter((one) => !withheld.includes(one));
  if (chosen !== null)
    return (
      <div>
        <Button
          size="small"
          disabled={disabled}
          onClick={() => void save(presets.filter((one) => one.name !== chosen.name))}
        >
          {t('disclosure.forget', { name: chosen.name })}
        </Button>
      </div>
    );
  const isFull = presets.length >= OWN_PRESETS.most;
  return (
    <details>
      <summary className="small">{t('disclosure.save')}</summary>
      <div className="row nowrap">
        <Input
          size="small"
          aria-label={t('disclosure.name')}
          placeholder={t('disclosure.name')}
          maxLength={OWN_PRESETS.name}
          disabled={disabled || isFull}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <Button
          size="small"
          disabled={disabled || isFull || typed === '' || isTaken}
          onClick={() => void save([...presets.filter((one) => one.name !== typed), { name: typed, shown }])}
        >
          {t('disclosure.keep')}
        </Button>
      </div>
    </details>
  );
}
