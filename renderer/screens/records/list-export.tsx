import { FileExcelOutlined, FileTextOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { thousands } from '../../../core/words/words.ts';
import type { RecordColumnName } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { useBusy } from '../../state/busy.ts';
import { useNotices } from '../../state/notices.tsx';
import type { RecordFilter } from '../../state/record-pages.ts';
import { useReveal } from '../../state/reveal.ts';

interface Props {
  readonly filter: RecordFilter;
  /** Columns of the list, by their keys. */
  readonly columns: readonly RecordColumnName[];
  readonly count: number;
}

const FORMATS = [
  ['xlsx', <FileExcelOutlined key="xlsx" aria-hidden="true" />],
  ['csv', <FileTextOutlined key="csv" aria-hidden="true" />],
] as const;

/** Saves the list as it is shown: these records, in this order, with these columns. */
export function ListExport({ filter, columns, count }: Props) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { done } = useNotices();
  const reveal = useReveal();
  const save = async (format: 'csv' | 'xlsx') => {
    const path = await call(notary.listExport({ filter, columns, format }));
    if (path === null) return;
    const text = t('records.export.done', { count, formatted: thousands(count) });
    done(text, { text: t('records.detail.reveal'), run: () => reveal(path) });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <span className="row" role="group" aria-label={t('records.export.label')}>
      {FORMATS.map(([format, icon]) => (
        <Button
          key={format}
          size="small"
          icon={icon}
          disabled={busy || count === 0}
          onClick={() => void run(() => save(format))}
        >
          {t(`records.export.${format}`)}
        </Button>
      ))}
    </span>
  );
}
