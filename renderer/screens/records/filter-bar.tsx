import { SearchOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, type InputRef, Select } from 'antd';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { RECORD_STATES } from '../../../core/ports.ts';
import { KNOWN_KINDS } from '../../../core/records/facts.ts';
import { thousands } from '../../../core/words/words.ts';
import type { RecordState } from '../../../electron/api.ts';
import { useWords } from '../../state/words.ts';
import type { FilterState } from './use-filter.ts';

interface Props {
  readonly state: FilterState;
  readonly searchRef: Ref<InputRef>;
}

const DAY = 'YYYY-MM-DD';

/** First and last day of the intake; either may be empty. */
function Period({ state: { filter, change } }: Pick<Props, 'state'>) {
  const { t } = useTranslation();
  const period = t('records.period');
  const day = (value: string | null) => (value === null ? null : dayjs(value, DAY));
  return (
    <DatePicker.RangePicker
      className="period"
      format={DAY}
      allowEmpty
      value={[day(filter.from), day(filter.to)]}
      placeholder={[t('records.from'), t('records.to')]}
      aria-label={period}
      onChange={(days) => change({ from: days?.[0]?.format(DAY) ?? null, to: days?.[1]?.format(DAY) ?? null })}
    />
  );
}

/** Search and filters. */
export function FilterBar({ state, searchRef }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { filter, change } = state;
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
      <Period state={state} />
      {filter.ids && (
        <span className="tone-ink" role="status">
          {t('records.only', { count: filter.ids.length, formatted: thousands(filter.ids.length) })}
        </span>
      )}
      {state.narrowed && (
        <Button type="link" onClick={state.clear}>
          {t('records.clear')}
        </Button>
      )}
    </search>
  );
}
