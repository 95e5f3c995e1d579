import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TableResult } from '../../../electron/api.ts';
import { useWords } from '../../state/words.ts';

/** Longer lists are shown as a number: nobody reads a thousand lines in a dialog. */
const SHOWN = 50;

function More({ hidden }: { readonly hidden: number }) {
  return hidden > 0 ? <li className="muted">… +{hidden}</li> : null;
}

/** The result of a table of facts: what was filled in, and what was not and why. */
export function TableDialog({ result, onClose }: { readonly result: TableResult; onClose(): void }) {
  const { t } = useTranslation();
  const { words } = useWords();
  return (
    <Modal
      open
      title={t('notarize.table.title')}
      onCancel={onClose}
      onOk={onClose}
      footer={(_, { OkBtn }) => <OkBtn />}
    >
      <div className="stack">
        <p>{t('notarize.table.matched', { count: result.matched })}</p>
        {result.unmatched.length > 0 && (
          <div>
            <p className="tone-amber">{t('notarize.table.unmatched')}</p>
            <ul className="wrap">
              {result.unmatched.slice(0, SHOWN).map((name) => (
                <li key={name}>{name}</li>
              ))}
              <More hidden={result.unmatched.length - SHOWN} />
            </ul>
          </div>
        )}
        {result.errors.length > 0 && (
          <div>
            <p className="tone-red">{t('notarize.table.rows')}</p>
            <ul>
              {result.errors.slice(0, SHOWN).map(({ row, error }) => (
                <li key={row}>
                  {t('notarize.table.row', { row })}: {words.error(error.code, error.details).happened}
                </li>
              ))}
              <More hidden={result.errors.length - SHOWN} />
            </ul>
          </div>
        )}
        <p className="small muted">{t('notarize.table.help')}</p>
      </div>
    </Modal>
  );
}
