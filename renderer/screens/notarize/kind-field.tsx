import { AutoComplete } from 'antd';
import { KNOWN_KINDS } from '../../../core/records/facts.ts';
import { useWords } from '../../state/words.ts';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly disabled: boolean;
  readonly placeholder: string;
  onChange?(value: string): void;
}

/** A kind: one of the known, or any other text. */
export function KindField(props: Props) {
  const { words } = useWords();
  return <AutoComplete {...props} options={KNOWN_KINDS.map((kind) => ({ value: words.kinds[kind] }))} />;
}
