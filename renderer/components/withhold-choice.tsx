import { Checkbox } from 'antd';
import { useContext } from 'react';
import { allFactNames, factLabel } from '../../core/records/index.ts';
import { Kinds } from '../state/kinds.ts';
import { useWords } from '../state/words.ts';

interface Props {
  readonly value: readonly string[];
  readonly label: string;
  readonly disabled?: boolean;
  onChange(names: readonly string[]): void;
}

/** Which facts are withheld. File name and holder are the clerk's choice too; the digest is always shown. */
export function WithholdChoice({ value, label, disabled = false, onChange }: Props) {
  const { language } = useWords();
  const kinds = useContext(Kinds);
  const labelOf = (name: string) => factLabel(name, language, kinds.find(({ names }) => names.includes(name)) ?? null);
  const choices = allFactNames(kinds).filter((name) => name !== 'links');
  return (
    <Checkbox.Group<string>
      className="withhold"
      role="group"
      aria-label={label}
      disabled={disabled}
      value={[...value]}
      options={choices.map((name) => ({ value: name, label: labelOf(name) }))}
      onChange={(names) => onChange(names)}
    />
  );
}
