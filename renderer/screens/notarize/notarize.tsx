import { FileAddOutlined, FolderAddOutlined, TableOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickKind, RecordRow } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { CertifyDialog } from '../../components/certify-dialog.tsx';
import { DropInvitation, DropZone } from '../../components/drop-zone.tsx';
import { NoticeSlot } from '../../components/notice-strip.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { ShareDialog } from '../../components/share-dialog.tsx';
import { useBusy } from '../../state/busy.ts';
import { useIntakes } from '../../state/intake.tsx';
import { type Intent, useIntent } from '../../state/navigation.tsx';
import { useRecordPages } from '../../state/record-pages.ts';
import { IntakePanel } from './intake-panel.tsx';
import { PartsChoice } from './parts-choice.tsx';
import { SealBar } from './seal-bar.tsx';
import { SealedPanel } from './sealed-panel.tsx';
import { TableDialog } from './table-dialog.tsx';
import { useWaitingOrder } from './use-waiting-order.ts';
import { WaitingList } from './waiting-list.tsx';
import './notarize.css';

interface ChooseProps {
  readonly kind: 'files' | 'folder';
  readonly text: string;
  readonly primary?: boolean;
  onChoose(kind: 'files' | 'folder'): void;
}

function ChooseButton({ kind, text, primary = false, onChoose }: ChooseProps) {
  return (
    <Button
      type={primary ? 'primary' : 'default'}
      size={primary ? 'large' : 'middle'}
      icon={kind === 'files' ? <FileAddOutlined aria-hidden="true" /> : <FolderAddOutlined aria-hidden="true" />}
      onClick={() => onChoose(kind)}
    >
      {text}
    </Button>
  );
}

/** The place where files are added, get their facts, and are sealed. */
export function Notarize() {
  const { t } = useTranslation();
  const intakes = useIntakes();
  const list = useWaitingOrder();
  const pages = useRecordPages(list.filter);
  const { run } = useBusy();
  const [table, setTable] = useState(false);
  const [certify, setCertify] = useState<readonly RecordRow[]>([]);
  const [share, setShare] = useState<readonly RecordRow[]>([]);
  const take = (paths: readonly string[]) => void run(() => intakes.start(paths));
  const choose = (kind: PickKind & ('files' | 'folder')) =>
    void run(async () => intakes.start(await call(notary.pick(kind))));
  useIntent('notarize', (intent: Intent) => {
    if (intent.do === 'files') take(intent.paths);
    if (intent.do === 'choose') choose('files');
  });
  const empty = pages.total === 0 && !intakes.view?.running;
  return (
    <DropZone onPaths={take}>
      <div className="page">
        <ScreenHead title={t('notarize.title')}>
          {!empty && (
            <>
              <ChooseButton kind="files" text={t('notarize.addFiles')} onChoose={choose} />
              <ChooseButton kind="folder" text={t('notarize.addFolder')} onChoose={choose} />
              <Button icon={<TableOutlined aria-hidden="true" />} onClick={() => setTable(true)}>
                {t('notarize.importTable')}
              </Button>
            </>
          )}
        </ScreenHead>
        <SealedPanel onCertify={setCertify} onShare={setShare} />
        {intakes.view && <IntakePanel view={intakes.view} />}
        {empty ? (
          <DropInvitation sentence={t('notarize.drop')} note={t('notarize.kept')}>
            <ChooseButton kind="files" text={t('notarize.chooseFiles')} primary onChoose={choose} />
            <Button size="large" icon={<FolderAddOutlined aria-hidden="true" />} onClick={() => choose('folder')}>
              {t('notarize.chooseFolder')}
            </Button>
            {/* on a line of its own */}
            <div className="full">
              <PartsChoice />
            </div>
          </DropInvitation>
        ) : (
          <>
            <WaitingList pages={pages} list={list} />
            <p className="small muted">{t('notarize.kept')}</p>
            <PartsChoice />
          </>
        )}
      </div>
      <NoticeSlot />
      <SealBar />
      {table && <TableDialog onClose={() => setTable(false)} />}
      {certify.length > 0 && <CertifyDialog rows={certify} onClose={() => setCertify([])} />}
      {share.length > 0 && <ShareDialog rows={share} onClose={() => setShare([])} />}
    </DropZone>
  );
}
