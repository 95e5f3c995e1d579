import { Input, Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { GROUPINGS, type Grouping } from '../../../../core/trace/match/groups.ts';
import type { Allowance } from '../../../../core/trace/match/match.ts';
import { RULE_SET_NAMES, type RuleSetName } from '../../../../core/trace/match/rules.ts';
import { matchWordsFor } from '../../../../core/words/match.ts';
import { useWords } from '../../../state/words.ts';

/** What is chosen above the table. */
export interface Choice {
  readonly set: RuleSetName;
  readonly percent: string;
  readonly absolute: string;
  readonly days: string;
  /** Null until somebody says it: then links do. */
  readonly grouping: Grouping | null;
}

/** Before anything is chosen. */
export const FIRST: Choice = { set: 'four-flow', percent: '0', absolute: '0', days: '0', grouping: null };

/** The tolerance that was typed; days that are no number are none, not 0. */
export const allowanceOf = ({ percent, absolute, days }: Choice): Allowance => ({
  percent,
  absolute,
  days: /^\d{1,4}$/.test(days) ? Number(days) : Number.NaN,
});

interface Props {
  readonly choice: Choice;
  /** How the trades are told apart now; null while nothing was found yet. */
  readonly grouping: Grouping | null;
  /** Fields with something that is no tolerance. */
  readonly wrong: readonly (keyof Allowance)[];
  onChange(choice: Choice): void;
}

/** Rules, tolerance, and how trades are told apart. */
export function ChoiceFields({ choice, grouping, wrong, onChange }: Props) {
  const { t } = useTranslation();
  const words = matchWordsFor(useWords().language);
  return (
    <div className="match-choice">
      <Segmented<RuleSetName>
        aria-label={t('match.set')}
        value={choice.set}
        options={RULE_SET_NAMES.map((value) => ({ value, label: words.sets[value] }))}
        onChange={(set) => onChange({ ...choice, set })}
      />
      {(['percent', 'absolute', 'days'] as const).map((name) => (
        <label key={name} htmlFor={`match-${name}`} className="small">
          {t(`match.${name}`)}
          <Input
            id={`match-${name}`}
            size="small"
            value={choice[name]}
            status={wrong.includes(name) ? 'error' : ''}
            aria-invalid={wrong.includes(name)}
            inputMode="decimal"
            onChange={({ target }) => onChange({ ...choice, [name]: target.value })}
          />
        </label>
      ))}
      <Select<Grouping>
        size="small"
        className="match-grouping"
        aria-label={t('match.grouping')}
        title={t('match.groupingHelp')}
        value={choice.grouping ?? grouping}
        options={GROUPINGS.map((value) => ({ value, label: words.groupings[value] }))}
        onChange={(value) => onChange({ ...choice, grouping: value })}
      />
    </div>
  );
}
