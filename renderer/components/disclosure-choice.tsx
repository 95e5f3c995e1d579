import { Checkbox, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnPreset } from '../../core/handover/presets.ts';
import type { Withhold } from '../../core/handover/withhold.ts';
import { OwnPresets } from './own-presets.tsx';
import { useAlsoWithheld } from './use-also-withheld.ts';
import { useChoices } from './use-choices.ts';
import { useFactNames } from './use-fact-names.ts';

interface Props {
  /** The facts that are withheld. */
  readonly value: readonly string[];
  readonly label: string;
  /** The records whose certificates are asked for; none where the choice is for certificates to come. */
  readonly ids?: readonly string[];
  /** What the certificates of these records withhold; by default the same of each. */
  readonly withhold?: Withhold;
  /** Those that were withheld the last time; null when there was none. */
  readonly last?: readonly string[] | null;
  /** What the clerk has saved under names; where it is not given, nothing is offered to be saved. */
  readonly presets?: readonly OwnPreset[];
  readonly disabled?: boolean;
  onChange(names: readonly string[]): void;
}

const NONE: readonly string[] = [];

/** Which facts a certificate shows: for whom it is, or each by itself. The digest and the times always stand there. */
export function DisclosureChoice({
  value,
  label,
  ids = NONE,
  withhold = value,
  last = null,
  presets,
  disabled = false,
  onChange,
}: Props) {
  const { t } = useTranslation();
  const { names, labelOf } = useFactNames();
  const [own, setOwn] = useState(false);
  const { offered, fitting } = useChoices(names, value, last, presets ?? []);
  const chosen = own ? null : fitting;
  const choose = (key: string) => {
    const choice = offered.find((one) => one.key === key);
    setOwn(choice === undefined);
    if (choice) onChange(choice.withhold);
  };
  return (
    <div className="stack">
      <Radio.Group
        className="choices"
        aria-label={label}
        disabled={disabled}
        value={chosen?.key ?? 'own'}
        onChange={({ target }) => choose(target.value as string)}
      >
        {offered.map(({ key, label: called, why }) => (
          <Radio key={key} value={key} onClick={() => setOwn(false)}>
            {called}
            {why !== null && <span className="small muted choice-why">{why}</span>}
          </Radio>
        ))}
        {/* a click opens the list also where this is the choice already */}
        <Radio value="own" onClick={() => setOwn(true)}>
          {t('disclosure.own')}
        </Radio>
      </Radio.Group>
      {chosen === null && (
        <details open={own}>
          <summary className="small">{t('disclosure.shown')}</summary>
          <Checkbox.Group<string>
            className="withhold"
            role="group"
            aria-label={t('disclosure.shown')}
            disabled={disabled}
            value={names.filter((name) => !value.includes(name))}
            options={names.map((name) => ({ value: name, label: labelOf(name) }))}
            onChange={(shown) => onChange(names.filter((name) => !shown.includes(name)))}
          />
        </details>
      )}
      {presets && (
        <OwnPresets presets={presets} withheld={value} chosen={chosen?.own ?? null} names={names} disabled={disabled} />
      )}
      {(value.length > 0 || withhold !== value) && <NotShown names={value} withhold={withhold} ids={ids} />}
    </div>
  );
}

/** What is left out, and what else goes with it. */
export function NotShown({
  names,
  withhold,
  ids,
}: {
  readonly names: readonly string[];
  readonly withhold: Withhold;
  readonly ids: readonly string[];
}) {
  const { t } = useTranslation();
  const { listed } = useFactNames();
  const also = useAlsoWithheld(ids, withhold);
  if (names.length === 0 && withhold === names) return null;
  return (
    <>
      {names.length > 0 && (
        <p className="small muted">
          {t('disclosure.without', { names: listed(names) })} {t('disclosure.repeated')}{' '}
          {names.includes('fingerprints') && t('doctor.parts.withhold')}
        </p>
      )}
      <p className="small" role="status">
        {also.length > 0 && t('disclosure.also', { names: listed(also) })}
      </p>
    </>
  );
}
