import { useTranslation } from 'react-i18next';
import type { VerifyItem } from '../../../electron/api.ts';
import { TallList } from '../../components/tall-list.tsx';
import type { ItemWords } from './item-words.ts';

export interface Line {
  readonly key: string;
  readonly item: VerifyItem;
  readonly said: ItemWords;
}

interface Props {
  readonly lines: readonly Line[];
  readonly chosen: string;
  onChoose(key: string): void;
}

/** A list of results; the selected one is shown in full next to it. */
export function ResultList({ lines, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  return (
    <TallList
      label={t('verify.results')}
      items={lines}
      rowHeight={64}
      rows={8}
      keyOf={(line) => line.key}
      render={({ key, said }) => (
        <button
          type="button"
          className="result-line"
          aria-current={key === chosen ? 'true' : undefined}
          onClick={() => onChoose(key)}
        >
          <span className={`result-icon tone-${said.look.tone}`} aria-hidden="true">
            {said.look.icon}
          </span>
          <span className="result-names">
            <strong className={`ellipsis tone-${said.look.tone}`}>{said.title}</strong>
            <span className="small ellipsis">{said.beside ?? said.name}</span>
          </span>
        </button>
      )}
    />
  );
}
