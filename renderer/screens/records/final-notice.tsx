import { Alert, Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordRow } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { useNotaryEvent } from '../../state/events.ts';

/** Offers the final certificates of records that were exported before their chain had confirmed them. */
export function FinalNotice({ onMake }: { onMake(rows: readonly RecordRow[]): void }) {
  const { t } = useTranslation();
  const [rows, setRows] = useState<readonly RecordRow[]>([]);
  const load = useCallback(async () => {
    try {
      setRows(await call(notary.provisional()));
    } catch {
      setRows([]); // the list itself shows the error
    }
  }, []);
  useEffect(() => void load(), [load]);
  useNotaryEvent('records', () => void load());
  if (rows.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t('records.final.title', { count: rows.length })}
      description={t('records.final.help')}
      action={
        <Button size="small" onClick={() => onMake(rows)}>
          {t('records.final.make')}
        </Button>
      }
    />
  );
}
