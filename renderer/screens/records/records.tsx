import { type InputRef, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { thousands } from '../../../core/words/words.ts';
import type { Recipient, RecordRow } from '../../../electron/api.ts';
import { CertifyDialog } from '../../components/certify-dialog.tsx';
import { ListError } from '../../components/list-error.tsx';
import { PackDialog } from '../../components/pack-dialog.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { ShareDialog } from '../../components/share-dialog.tsx';
import { useIntent } from '../../state/navigation.tsx';
import { useRecordPages } from '../../state/record-pages.ts';
import { useSelection } from '../../state/selection.ts';
import { DossierCertifyDialog } from './dossier/certify-dialog.tsx';
import { type DossierStart, startOf } from './dossier/draft.ts';
import { DossierDialog } from './dossier/make-dialog.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { FilterBar } from './filter-bar.tsx';
import { FinalNotice } from './final-notice.tsx';
import { MatchDialog } from './match/match-dialog.tsx';
import { RecordDrawer } from './record-drawer.tsx';
import { RecordList } from './record-list.tsx';
import { ReplacementNotice } from './sent/replacement-notice.tsx';
import { SentList } from './sent/sent-list.tsx';
import { TraceDialog } from './trace-dialog.tsx';
import { useFilter } from './use-filter.ts';
import './records.css';

const VIEWS = ['records', 'sent'] as const;
type View = (typeof VIEWS)[number];

/** What is being sent, and the recipient if known. */
interface Sharing {
  readonly rows: readonly RecordRow[];
  readonly recipients: readonly Recipient[];
}

/** What is being compared. */
interface Matching {
  readonly ids: readonly string[];
  /** With what hangs together with them by links. */
  readonly linked: boolean;
}

/** What the dialogs of this screen are about; nothing for those that are closed. */
interface DialogState {
  readonly certify: readonly RecordRow[];
  readonly share: Sharing | null;
  readonly pack: readonly RecordRow[];
  readonly erase: readonly string[];
  /** The record whose trace is shown. */
  readonly trace: string | null;
  readonly match: Matching | null;
  readonly dossier: DossierStart | null;
  readonly dossierCertify: DossierCertifying | null;
}

/** The dossier that gets a certificate, and the sample that it opens. */
interface DossierCertifying {
  readonly id: string;
  readonly sample: { readonly seed: string; readonly size: number } | null;
}

const CLOSED: DialogState = {
  certify: [],
  share: null,
  pack: [],
  erase: [],
  trace: null,
  match: null,
  dossier: null,
  dossierCertify: null,
};

interface DialogProps {
  readonly dialogs: DialogState;
  onErased(ids: readonly string[]): void;
  onOpen(id: string): void;
  onClose(): void;
}

function Dialogs({ dialogs, onErased, onOpen, onClose }: DialogProps) {
  const { certify, share, pack, erase, trace, match, dossier, dossierCertify } = dialogs;
  return (
    <>
      {share && <ShareDialog rows={share.rows} recipients={share.recipients} onClose={onClose} />}
      {pack.length > 0 && <PackDialog rows={pack} onClose={onClose} />}
      {erase.length > 0 && <EraseDialog ids={erase} onErased={() => onErased(erase)} onClose={onClose} />}
      {dossier && <DossierDialog start={dossier} onMade={onOpen} onClose={onClose} />}
      {dossierCertify && <DossierCertifyDialog {...dossierCertify} onClose={onClose} />}
      {match && <MatchDialog {...match} onOpen={onOpen} onClose={onClose} />}
      {certify.length > 0 && <CertifyDialog rows={certify} onClose={onClose} />}
      {trace !== null && <TraceDialog id={trace} onOpen={onOpen} onClose={onClose} />}
    </>
  );
}

/** All records: search, filter, sort, select, look at one, make certificates. */
export function Records() {
  const { t } = useTranslation();
  const filter = useFilter();
  const pages = useRecordPages(filter.filter);
  const selection = useSelection();
  const search = useRef<InputRef>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [dialogs, setDialogs] = useState(CLOSED);
  const show = (one: Partial<DialogState>) => setDialogs({ ...CLOSED, ...one });
  const [view, setView] = useState<View>('records');
  useIntent('records', (intent) => {
    if (intent.do === 'record') setOpen(intent.id);
    if (intent.do === 'only') {
      setView('records');
      filter.only(intent.ids);
    }
    if (intent.do !== 'search') return;
    setView('records');
    // the field exists once the list is shown
    requestAnimationFrame(() => search.current?.focus({ cursor: 'all' }));
  });
  const count = pages.total ?? 0;
  return (
    <div className="page">
      <ScreenHead title={t('records.title')}>
        <span className="muted" role="status">
          {pages.total === null || view !== 'records' ? '' : t('records.count', { count, formatted: thousands(count) })}
        </span>
        <Segmented<View>
          aria-label={t('sent.views')}
          value={view}
          onChange={setView}
          options={VIEWS.map((name) => ({ value: name, label: t(`sent.${name}`) }))}
        />
      </ScreenHead>
      <FinalNotice onMake={(certify) => show({ certify })} />
      <ReplacementNotice onSend={(rows, recipients) => show({ share: { rows, recipients } })} />
      {view === 'sent' && <SentList onOpen={setOpen} />}
      {view === 'records' && <FilterBar state={filter} searchRef={search} />}
      {view === 'records' && pages.error && <ListError error={pages.error} onRetry={pages.reload} />}
      {view === 'records' && (
        <RecordList
          filter={filter}
          pages={pages}
          selection={selection}
          onOpen={setOpen}
          onCertify={(certify) => show({ certify })}
          onShare={(rows) => show({ share: { rows, recipients: [] } })}
          onPack={(pack) => show({ pack })}
          onMatch={(rows) => show({ match: { ids: rows.map(({ id }) => id), linked: rows.length === 1 } })}
          onDossier={(rows) => show({ dossier: startOf(rows, { filter: filter.filter, total: count }, null) })}
          onErase={(rows) => show({ erase: rows.map(({ id }) => id) })}
        />
      )}
      <RecordDrawer
        id={open}
        onClose={() => setOpen(null)}
        onOpen={setOpen}
        onCertify={(detail) =>
          show(detail.kind === 'dossier' ? { dossierCertify: { id: detail.id, sample: null } } : { certify: [detail] })
        }
        onShare={(detail) => show({ share: { rows: [detail], recipients: [] } })}
        onTrace={(trace) => show({ trace })}
        onReplace={(page) => show({ dossier: startOf([...selection.rows.values()], null, page) })}
        onSample={({ id, ...sample }) => show({ dossierCertify: { id, sample } })}
        onErase={(id) => show({ erase: [id] })}
      />
      <Dialogs
        dialogs={dialogs}
        onErased={selection.remove}
        onOpen={(id) => {
          setDialogs(CLOSED);
          setOpen(id);
        }}
        onClose={() => setDialogs(CLOSED)}
      />
    </div>
  );
}
