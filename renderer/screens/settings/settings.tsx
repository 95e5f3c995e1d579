import { Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import { CURRENCY_CODES } from '../../../core/records/currency-codes.ts';
import { FACT_LIMITS } from '../../../core/records/facts.ts';
import { OFFERED_CURRENCIES } from '../../../core/records/typed-facts.ts';
import type { Language, Settings } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { DisclosureChoice } from '../../components/disclosure-choice.tsx';
import { Pairs } from '../../components/pairs.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { useBusy } from '../../state/busy.ts';
import { useDesk, useStatus } from '../../state/desk.tsx';
import { useWords } from '../../state/words.ts';
import { AccessSection } from './access-section.tsx';
import { CheckerSection } from './checker-section.tsx';
import { Field, Group, NumberField, SwitchField } from './field.tsx';
import { HolderSection } from './holder-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { PartsSection } from './parts-section.tsx';
import './settings.css';

/** Saves a change immediately and confirms it. */
function useChange() {
  const { t } = useTranslation();
  const desk = useDesk();
  const { run } = useBusy();
  const [said, setSaid] = useState('');
  const change = (part: Partial<Settings>) => {
    setSaid('');
    void run(async () => {
      const settings = await call(notary.settings(part));
      if (desk.status !== null) desk.set({ ...desk.status, settings });
      setSaid(t('settings.saved'));
    });
  };
  return { change, said };
}

interface SectionProps {
  readonly settings: Settings;
  change(part: Partial<Settings>): void;
}

function Look({ settings, change }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Group title={t('settings.look')}>
      <Field label={t('settings.language')}>
        <Radio.Group
          aria-label={t('settings.language')}
          optionType="button"
          buttonStyle="solid"
          value={settings.language}
          onChange={(event) => change({ language: event.target.value as Language })}
          options={[
            { value: 'zh', label: <span lang="zh-CN">中文</span> },
            { value: 'en', label: <span lang="en">English</span> },
          ]}
        />
      </Field>
      <Field label={t('settings.theme')}>
        <Radio.Group
          aria-label={t('settings.theme')}
          optionType="button"
          buttonStyle="solid"
          value={settings.theme}
          onChange={(event) => change({ theme: event.target.value as Settings['theme'] })}
          options={(['system', 'light', 'dark'] as const).map((value) => ({
            value,
            label: t(`settings.themes.${value}`),
          }))}
        />
      </Field>
    </Group>
  );
}

function Sealing({ settings, change }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Group title={t('settings.sealing')}>
      <SwitchField
        label={t('settings.sealsItself')}
        help={t('settings.sealsItselfHelp')}
        checked={settings.sealsItself}
        onChange={(sealsItself) => change({ sealsItself })}
      />
      <NumberField
        label={t('settings.sealAfterRecords')}
        value={settings.sealAfterRecords}
        max={100_000}
        onChange={(sealAfterRecords) => change({ sealAfterRecords })}
      />
      <NumberField
        label={t('settings.sealAfterMinutes')}
        value={Math.max(1, Math.round(settings.sealAfterSeconds / 60))}
        max={7 * 24 * 60}
        onChange={(minutes) => change({ sealAfterSeconds: minutes * 60 })}
      />
      <SwitchField
        label={t('settings.onlyConfirmed')}
        help={t('settings.onlyConfirmedHelp')}
        checked={settings.onlyConfirmed}
        onChange={(onlyConfirmed) => change({ onlyConfirmed })}
      />
    </Group>
  );
}

/** A text of one line, stored when it is finished. */
function TextField(props: {
  readonly label: string;
  readonly help?: string;
  readonly value: string | null;
  /** What stands there when nothing is typed. */
  readonly otherwise?: string;
  readonly onChange: (value: string | null) => void;
}) {
  const { label, help, value, otherwise = '', onChange } = props;
  const stated = value ?? otherwise;
  const [typed, setTyped] = useState(stated);
  const [from, setFrom] = useState(stated);
  // changed elsewhere, as by the dialog of the holder: what stood here would be written back
  if (from !== stated) {
    setFrom(stated);
    setTyped(stated);
  }
  const finish = () => {
    const next = typed.trim();
    if (next === '') setTyped(otherwise);
    if (next !== stated) onChange(next || null);
  };
  return (
    <Field label={label} {...(help === undefined ? {} : { help })}>
      <Input
        aria-label={label}
        maxLength={FACT_LIMITS.text}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onPressEnter={finish}
      />
    </Field>
  );
}

function FactDefaults({ settings, change }: SectionProps) {
  const { t } = useTranslation();
  const { holder } = useStatus();
  return (
    <Group title={t('settings.facts')}>
      <TextField
        label={t('settings.operator')}
        value={settings.operator}
        // unless it was changed here, the one of the first run is stated
        otherwise={holder?.operator ?? ''}
        onChange={(operator) => change({ operator })}
      />
      <Field label={t('settings.currency')} help={t('settings.currencyHelp')}>
        <Select
          className="currency-choice"
          aria-label={t('settings.currency')}
          value={settings.currency ?? ''}
          options={[
            { value: '', label: t('settings.currencyNone') },
            // the usual ones first
            ...[...new Set([...OFFERED_CURRENCIES, ...CURRENCY_CODES])].map((code) => ({ value: code, label: code })),
          ]}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(code) => change({ currency: code === '' ? null : code })}
        />
      </Field>
      <Field label={t('settings.withhold')} help={t('settings.withholdHelp')}>
        <DisclosureChoice
          label={t('settings.withhold')}
          value={settings.withhold}
          presets={settings.presets}
          onChange={(withhold) => change({ withhold })}
        />
      </Field>
      <SwitchField
        label={t('paper.certify')}
        help={t('paper.default')}
        checked={settings.paper}
        onChange={(paper) => change({ paper })}
      />
      <TextField
        label={t('settings.checker')}
        help={t('settings.checkerHelp')}
        value={settings.checker}
        onChange={(checker) => change({ checker })}
      />
    </Group>
  );
}

function About() {
  const { t } = useTranslation();
  const { time } = useWords();
  const { home, version, memory } = useStatus();
  const state = memory && (memory.since === null ? t(`settings.memoryStates.${memory.state}`) : time(memory.since));
  return (
    <Group title={t('settings.desk')}>
      <Pairs
        items={[
          { label: t('settings.home'), value: <code className="small">{home}</code> },
          ...(memory
            ? [
                {
                  label: t('settings.memory'),
                  value: (
                    <>
                      {state} <code className="small">{visible(memory.file)}</code>
                    </>
                  ),
                },
              ]
            : []),
          { label: t('settings.version'), value: version },
        ]}
      />
    </Group>
  );
}

/** Settings; each is saved as soon as it is changed. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const { settings } = useStatus();
  const { change, said } = useChange();
  return (
    <div className="page">
      <ScreenHead title={t('settings.title')}>
        <span role="status" className="tone-green">
          {said}
        </span>
      </ScreenHead>
      <Look settings={settings} change={change} />
      <Sealing settings={settings} change={change} />
      <HolderSection />
      <FactDefaults settings={settings} change={change} />
      <PartsSection settings={settings} change={change} />
      <CheckerSection />
      <NetworkSection />
      <AccessSection />
      <About />
    </div>
  );
}
