import { AutoComplete } from 'antd';
import { KNOWN_KINDS } from '../../../core/records/facts.ts';
import { useWords } from '../../state/words.ts';
import type { TypedFieldProps } from './typed-field.ts';

/** A kind: one of the known, or any other text. */
export function KindField(props: TypedFieldProps) {
  const { words } = useWords();
  return <AutoComplete {...props} options={KNOWN_KINDS.map((kind) => ({ value: words.kinds[kind] }))} />;
}
