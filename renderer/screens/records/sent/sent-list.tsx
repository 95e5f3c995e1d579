import { FileExcelOutlined, FileTextOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recipientText } from '../../../../core/handover/recipient.ts';
import { thousands } from '../../../../core/words/words.ts';
import type { SentQuery } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { Grid } from '../../../components/grid/grid.tsx';
import { ListError } from '../../../components/list-error.tsx';
import { useBusy } from '../../../state/busy.ts';
import { useNotaryEvent } from '../../../state/events.ts';
import { useNotices } from '../../../state/notices.tsx';
import { usePages } from '../../../state/pages.ts';
import { useReveal } from '../../../state/reveal.ts';
import { useSentColumns } from './use-sent-columns.tsx';

type Question = Pick<SentQuery, 'search' | 'due'>;

const fetchSent = (question: Question, offset: number, limit: number) =>
  call(notary.sent({ ...question, offset, limit }));

function RecordListBar() {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { done } = useNotices();
  const reveal = useReveal();
  const save = async (format: 'csv' | 'xlsx') => {
    const path = await call(notary.recordListExport(format));
    if (path !== null) done(t('sent.recordList.done'), { text: t('sent.outcome.reveal'), run: () => reveal(path) });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div className="row" role="group" aria-label={t('sent.recordList.label')}>
      <span className="small muted">{t('sent.recordList.label')}</span>
      <Button
        icon={<FileExcelOutlined aria-hidden="true" />}
        disabled={busy}
        onClick={() => void run(() => save('xlsx'))}
      >
        {t('sent.recordList.xlsx')}
      </Button>
      <Button
        icon={<FileTextOutlined aria-hidden="true" />}
        disabled={busy}
        onClick={() => void run(() => save('csv'))}
      >
        {t('sent.recordList.csv')}
      </Button>
    </div>
  );
}

/** Who was sent which certificate; a row opens its record. */
export function SentList({ onOpen }: { onOpen(record: string): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [due, setDue] = useState(false);
  const search = useDeferredValue(typed.trim());
  const question = useMemo((): Question => ({ search, due }), [search, due]);
  const pages = usePages(question, fetchSent);
  const columns = useSentColumns();
  useNotaryEvent('records', pages.reload);
  const count = pages.total ?? 0;
  return (
    <>
      <search className="row filter-bar">
        <Input
          allowClear
          className="search"
          prefix={<SearchOutlined aria-hidden="true" />}
          aria-label={t('sent.search')}
          placeholder={t('sent.search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Checkbox checked={due} onChange={({ target }) => setDue(target.checked)}>
          {t('sent.onlyDue')}
        </Checkbox>
        <span className="muted" role="status">
          {pages.total === null ? '' : t('sent.count', { count, formatted: thousands(count) })}
        </span>
        <RecordListBar />
      </search>
      {pages.error && <ListError error={pages.error} onRetry={pages.reload} />}
      {pages.total === 0 ? (
        <p className="list-empty muted">{t(search === '' && !due ? 'sent.empty' : 'sent.noMatch')}</p>
      ) : (
        <Grid
          label={t('sent.list')}
          count={count}
          rowAt={pages.rowAt}
          keyOf={(row) => String(row.id)}
          nameOf={(row) => recipientText(row.recipient)}
          columns={columns}
          onVisible={pages.show}
          onOpen={(row) => onOpen(row.record)}
          resetKey={question}
        />
      )}
    </>
  );
}
