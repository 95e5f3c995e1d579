import { FolderOpenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CertifyResult, RecordRow } from '../../electron/api.ts';
import { useReveal } from '../state/reveal.ts';
import { useWords } from '../state/words.ts';

const SHOWN = 100;

interface Props {
  readonly result: CertifyResult;
  readonly rows: readonly RecordRow[];
}

/** How many certificates were made and where, and which were not and why. */
export function CertifyOutcome({ result, rows }: Props) {
  const { t } = useTranslation();
  const { words } = useWords();
  const reveal = useReveal();
  const names = new Map(rows.map((row) => [row.id, row.facts.fileName ?? row.id]));
  const [first] = result.certificates;
  return (
    <div className="stack">
      <p>{t('records.certify.done', { count: result.certificates.length })}</p>
      {result.folder !== null && <p className="muted wrap">{result.folder}</p>}
      {first && (
        <div>
          <Button icon={<FolderOpenOutlined aria-hidden="true" />} onClick={() => reveal(first.path)}>
            {t('records.certify.openFolder')}
          </Button>
        </div>
      )}
      {result.errors.length > 0 && (
        <div>
          <p className="tone-red">{t('records.certify.failed', { count: result.errors.length })}</p>
          <ul className="wrap">
            {result.errors.slice(0, SHOWN).map(({ id, error }) => {
              const parts = words.error(error.code, error.details);
              return (
                <li key={id}>
                  {names.get(id) ?? id}: {parts.happened} {parts.next}
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </div>
  );
}
