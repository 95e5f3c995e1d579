import { SearchOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { BOX_STATES, type BoxState } from '../../../../core/documents/box/types.ts';
import { thousands } from '../../../../core/words/words.ts';
import type { BoxSheet } from '../../../../electron/api.ts';
import { boxLooks } from './state-looks.tsx';
import type { BoxFilterState } from './use-box-filter.ts';
import { useBoxWords } from './use-box-words.ts';

interface ChipProps {
  readonly state: BoxState;
  readonly count: number;
  readonly pressed: boolean;
  onPress(): void;
}

function Chip({ state, count, pressed, onPress }: ChipProps) {
  const words = useBoxWords();
  const { tone, icon } = boxLooks[state];
  return (
    <button
      type="button"
      className={`tab box-chip${count === 0 ? ' none' : ''}`}
      aria-pressed={pressed}
      disabled={count === 0}
      onClick={onPress}
    >
      <span className={`box-chip-icon tone-${count === 0 ? 'grey' : tone}`} aria-hidden="true">
        {icon}
      </span>
      {words.states[state]} <strong>{thousands(count)}</strong>
    </button>
  );
}

interface Props {
  readonly sheet: BoxSheet;
  readonly state: BoxFilterState;
  /** Matching rows; null while they are being counted. */
  readonly found: number | null;
}

/** The totals, each a filter, and the search by name. */
export function BoxFilterBar({ sheet, state, found }: Props) {
  const { t } = useTranslation();
  const { filter } = state;
  const narrowed = filter.states.length > 0 || state.typed !== '';
  return (
    <search className="stack box-filter">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form; these chips take effect at once */}
      <div className="tabs" role="group" aria-label={t('box.filter.label')}>
        <button type="button" className="tab box-chip" aria-pressed={filter.states.length === 0} onClick={state.all}>
          {t('box.filter.all')} <strong>{thousands(sheet.totals.rows)}</strong>
        </button>
        {BOX_STATES.map((one) => (
          <Chip
            key={one}
            state={one}
            count={sheet.totals.states[one]}
            pressed={filter.states.includes(one)}
            onPress={() => state.toggle(one)}
          />
        ))}
      </div>
      <div className="row">
        <Input
          allowClear
          className="box-search"
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label={t('box.filter.search')}
          placeholder={t('box.filter.search')}
          value={state.typed}
          onChange={(event) => state.type(event.target.value)}
        />
        <span className="muted small" role="status">
          {found === null ? '' : t('box.filter.found', { count: found, formatted: thousands(found) })}
        </span>
        {narrowed && (
          <Button type="link" onClick={state.clear}>
            {t('box.filter.clear')}
          </Button>
        )}
      </div>
    </search>
  );
}
