import { DeleteOutlined, FilePdfOutlined, FileZipOutlined, SendOutlined } from '@ant-design/icons';
import { Button, type InputRef, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { thousands } from '../../../core/words/words.ts';
import type { Recipient, RecordRow } from '../../../electron/api.ts';
import { CertifyDialog } from '../../parts/certify-dialog.tsx';
import { ErrorNote } from '../../parts/error-note.tsx';
import { Grid } from '../../parts/grid/grid.tsx';
import { PackDialog } from '../../parts/pack-dialog.tsx';
import { PlaceHead } from '../../parts/place-head.tsx';
import { ShareDialog } from '../../parts/share-dialog.tsx';
import { useIntent } from '../../state/navigation.tsx';
import { useNotices } from '../../state/notices.tsx';
import { allRecords, useRecordPages } from '../../state/record-pages.ts';
import { type Selection, useSelection } from '../../state/selection.ts';
import { EraseDialog } from './erase-dialog.tsx';
import { FilterBar } from './filter-bar.tsx';
import { FinalNotice } from './final-notice.tsx';
import { RecordDrawer } from './record-drawer.tsx';
import { ReplacementNotice } from './sent/replacement-notice.tsx';
import { SentList } from './sent/sent-list.tsx';
import { useColumns } from './use-columns.tsx';
import { useFilter } from './use-filter.ts';
import './records.css';

interface ActionProps {
  readonly selection: Selection;
  onCertify(): void;
  onShare(): void;
  onPack(): void;
  onErase(): void;
}

function SelectionActions({ selection, onCertify, onShare, onPack, onErase }: ActionProps) {
  const { t } = useTranslation();
  return (
    <div className="row selection-bar">
      <span role="status">{t('common.selected', { count: selection.rows.size })}</span>
      <Button size="small" type="primary" icon={<FilePdfOutlined aria-hidden="true" />} onClick={onCertify}>
        {t('records.certify.button')}
      </Button>
      <Button size="small" icon={<SendOutlined aria-hidden="true" />} onClick={onShare}>
        {t('share.button')}
      </Button>
      <Button size="small" icon={<FileZipOutlined aria-hidden="true" />} onClick={onPack}>
        {t('pack.button')}
      </Button>
      <Button size="small" danger icon={<DeleteOutlined aria-hidden="true" />} onClick={onErase}>
        {t('erase.button')}
      </Button>
      <Button size="small" type="link" onClick={selection.clear}>
        {t('common.clearSelection')}
      </Button>
    </div>
  );
}

const VIEWS = ['records', 'sent'] as const;
type View = (typeof VIEWS)[number];

/** What is being sent, and to whom when that is known. */
interface Sharing {
  readonly rows: readonly RecordRow[];
  readonly recipients: readonly Recipient[];
}

/** All records: search, filter, sort, select, look at one, make certificates. */
export function Records() {
  const { t } = useTranslation();
  const { fail } = useNotices();
  const filter = useFilter();
  const pages = useRecordPages(filter.filter);
  const selection = useSelection();
  const columns = useColumns();
  const search = useRef<InputRef>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [certify, setCertify] = useState<readonly RecordRow[]>([]);
  const [share, setShare] = useState<Sharing | null>(null);
  const [pack, setPack] = useState<readonly RecordRow[]>([]);
  const [erase, setErase] = useState<readonly string[]>([]);
  const [view, setView] = useState<View>('records');
  useIntent('records', (intent) => {
    if (intent.do === 'record') setOpen(intent.id);
    if (intent.do !== 'search') return;
    setView('records');
    // the field is there once the list is
    requestAnimationFrame(() => search.current?.focus({ cursor: 'all' }));
  });
  const count = pages.total ?? 0;
  const selected = selection.rows.size;
  const toggleAll = async () =>
    selected >= count ? selection.clear() : selection.replace(await allRecords(filter.filter));
  return (
    <div className="page">
      <PlaceHead title={t('records.title')}>
        <span className="muted" role="status">
          {pages.total === null ? '' : t('records.count', { count, formatted: thousands(count) })}
        </span>
        <Segmented<View>
          aria-label={t('sent.views')}
          value={view}
          onChange={setView}
          options={VIEWS.map((name) => ({ value: name, label: t(`sent.${name}`) }))}
        />
      </PlaceHead>
      <FinalNotice onMake={setCertify} />
      <ReplacementNotice onSend={(rows, recipients) => setShare({ rows, recipients })} />
      {view === 'sent' && <SentList onOpen={setOpen} />}
      {view === 'records' && <FilterBar state={filter} searchRef={search} />}
      {view === 'records' && selected > 0 && (
        <SelectionActions
          selection={selection}
          onCertify={() => setCertify([...selection.rows.values()])}
          onShare={() => setShare({ rows: [...selection.rows.values()], recipients: [] })}
          onPack={() => setPack([...selection.rows.values()])}
          onErase={() => setErase([...selection.rows.keys()])}
        />
      )}
      {view === 'records' && pages.error && <ErrorNote error={pages.error} onRetry={pages.reload} />}
      {view === 'sent' ? null : pages.total === 0 ? (
        <p className="empty muted">{t(filter.narrowed ? 'records.noMatch' : 'records.empty')}</p>
      ) : (
        <Grid
          label={t('records.list')}
          count={count}
          rowAt={pages.rowAt}
          keyOf={(row) => row.id}
          nameOf={(row) => row.facts.fileName ?? row.id}
          columns={columns}
          sort={filter.sort}
          selection={{
            has: (row) => selection.rows.has(row.id),
            count: selected,
            toggle: selection.toggle,
            toggleAll: () => void toggleAll().catch(fail),
          }}
          onVisible={pages.show}
          onOpen={(row) => setOpen(row.id)}
          resetKey={filter.filter}
        />
      )}
      <RecordDrawer
        id={open}
        onClose={() => setOpen(null)}
        onOpen={setOpen}
        onCertify={(detail) => setCertify([detail])}
        onErase={(id) => setErase([id])}
      />
      {share && <ShareDialog rows={share.rows} recipients={share.recipients} onClose={() => setShare(null)} />}
      {pack.length > 0 && <PackDialog rows={pack} onClose={() => setPack([])} />}
      {erase.length > 0 && <EraseDialog ids={erase} onErased={selection.clear} onClose={() => setErase([])} />}
      {certify.length > 0 && <CertifyDialog rows={certify} onClose={() => setCertify([])} />}
    </div>
  );
}
