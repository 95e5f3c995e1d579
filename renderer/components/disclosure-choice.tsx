import { Checkbox, Radio } from 'antd';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { allFactNames, factLabel } from '../../core/records/index.ts';
import { Kinds } from '../state/kinds.ts';
import { useWords } from '../state/words.ts';
import { useAlsoWithheld } from './use-also-withheld.ts';

interface Props {
  /** The facts that are withheld. */
  readonly value: readonly string[];
  readonly label: string;
  /** The records whose certificates are asked for; none where the choice is for certificates to come. */
  readonly ids?: readonly string[];
  /** Those that were withheld the last time; null when there was none. */
  readonly last?: readonly string[] | null;
  readonly disabled?: boolean;
  onChange(names: readonly string[]): void;
}

const NONE: readonly string[] = [];

type Preset = 'all' | 'none' | 'last' | 'own';

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name) => b.includes(name));

/** Every fact that can be withheld, and what it is called here. */
function useFacts() {
  const { language } = useWords();
  const kinds = useContext(Kinds);
  const names = allFactNames(kinds);
  const labelOf = (name: string) => factLabel(name, language, kinds.find((kind) => kind.names.includes(name)) ?? null);
  return { names, labelOf };
}

/** Which facts a certificate shows: a preset, or each by itself. The digest and the times always stand there. */
export function DisclosureChoice({ value, label, ids = NONE, last = null, disabled = false, onChange }: Props) {
  const { t } = useTranslation();
  const { names, labelOf } = useFacts();
  const [own, setOwn] = useState(false);
  const presets = { all: [], none: names, ...(last === null ? {} : { last }) } as const;
  const fitting = (Object.keys(presets) as Preset[]).find((key) => same(presets[key as 'all'], value)) ?? 'own';
  const preset = own ? 'own' : fitting;
  const choose = (key: Preset) => {
    setOwn(key === 'own');
    if (key !== 'own') onChange(presets[key as 'all']);
  };
  const offered: readonly Preset[] = [
    'all',
    'none',
    ...(last === null || same(last, []) || same(last, names) ? [] : (['last'] as const)),
    'own',
  ];
  return (
    <div className="stack">
      <Radio.Group
        aria-label={label}
        disabled={disabled}
        value={preset}
        onChange={({ target }) => choose(target.value as Preset)}
      >
        {offered.map((key) => (
          // a click opens the list also where this is the choice already
          <Radio key={key} value={key} onClick={() => setOwn(key === 'own')}>
            {t(`disclosure.${key}`)}
          </Radio>
        ))}
      </Radio.Group>
      {preset === 'own' && (
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
      {value.length > 0 && preset !== 'none' && <NotShown withhold={value} ids={ids} labelOf={labelOf} />}
    </div>
  );
}

/** What is left out, and what else goes with it. */
function NotShown({
  withhold,
  ids,
  labelOf,
}: {
  readonly withhold: readonly string[];
  readonly ids: readonly string[];
  labelOf(name: string): string;
}) {
  const { t } = useTranslation();
  const { words } = useWords();
  const also = useAlsoWithheld(ids, withhold);
  const listed = (names: readonly string[]) => ({ names: words.names(names.map(labelOf)) });
  return (
    <>
      <p className="small muted">
        {t('disclosure.without', listed(withhold))} {t('disclosure.repeated')}{' '}
        {withhold.includes('fingerprints') && t('doctor.parts.withhold')}
      </p>
      <p className="small" role="status">
        {also.length > 0 && t('disclosure.also', listed(also))}
      </p>
    </>
  );
}
