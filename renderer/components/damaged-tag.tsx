import { WarningOutlined } from '@ant-design/icons';
import { useWords } from '../state/words.ts';

/** A record whose data is damaged: its facts are not known, and what to do. */
export function DamagedTag({ id }: { readonly id: string }) {
  const { words } = useWords();
  const { happened, next } = words.errors['home-damaged']({ id });
  return (
    <span className="state tone-red" title={`${happened} ${next}`}>
      <WarningOutlined aria-hidden="true" /> {words.damaged}
    </span>
  );
}
