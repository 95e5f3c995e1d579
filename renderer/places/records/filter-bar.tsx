import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Select } from 'antd';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { KNOWN_KINDS } from '../../../core/facts.ts';
import type { RecordState } from '../../../electron/api.ts';
import { useWords } from '../../state/words.ts';
import { type FilterState, RECORD_STATES } from './use-filter.ts';

interface Props {
  readonly state: FilterState;
  readonly searchRef: Ref<InputRef>;
}

function Day({ label, value, onChange }: { label: string; value: string | null; onChange(day: string | null): void }) {
  return (
    <Input
      type="date"
      className="day"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
    />
  );
}

/** Search and filters. */
export function FilterBar({ state, searchRef }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { filter, change } = state;
  const period = t('records.period');
  return (
    <search className="row filter-bar">
      <Input
        ref={searchRef}
        allowClear
        className="search"
        prefix={<SearchOutlined aria-hidden="true" />}
        aria-label={t('records.search')}
        placeholder={t('records.search')}
        value={state.typed}
        onChange={(event) => state.type(event.target.value)}
      />
      <Select<RecordState[]>
        mode="multiple"
        className="states"
        aria-label={t('records.state')}
        placeholder={t('records.anyState')}
        maxTagCount="responsive"
        value={[...filter.states]}
        onChange={(states) => change({ states })}
        options={RECORD_STATES.map((name) => ({ value: name, label: words.states[name] }))}
      />
      <Select<string>
        className="kinds"
        allowClear
        aria-label={t('records.kind')}
        placeholder={t('records.anyKind')}
        value={filter.kind}
        onChange={(kind) => change({ kind: kind ?? null })}
        options={KNOWN_KINDS.map((name) => ({ value: name, label: words.kinds[name] }))}
      />
      <Day label={`${period}: ${t('records.from')}`} value={filter.from} onChange={(from) => change({ from })} />
      <span aria-hidden="true">–</span>
      <Day label={`${period}: ${t('records.to')}`} value={filter.to} onChange={(to) => change({ to })} />
      {state.narrowed && (
        <Button type="link" onClick={state.clear}>
          {t('records.clear')}
        </Button>
      )}
    </search>
  );
}
