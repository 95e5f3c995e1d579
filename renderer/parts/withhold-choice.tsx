import { Checkbox } from 'antd';
import { FACT_NAMES, type FactName } from '../../core/facts.ts';
import { useWords } from '../state/words.ts';

/** What a certificate may withhold. File name and holder are left to the clerk as well; the digest always stands there. */
const CHOICES = FACT_NAMES.filter((name) => name !== 'links');

interface Props {
  readonly value: readonly FactName[];
  readonly label: string;
  readonly disabled?: boolean;
  onChange(names: readonly FactName[]): void;
}

/** Which facts are withheld. */
export function WithholdChoice({ value, label, disabled = false, onChange }: Props) {
  const { words } = useWords();
  return (
    <Checkbox.Group<FactName>
      className="withhold"
      role="group"
      aria-label={label}
      disabled={disabled}
      value={[...value]}
      options={CHOICES.map((name) => ({ value: name, label: words.facts[name] }))}
      onChange={(names) => onChange(names)}
    />
  );
}
