import { FileSearchOutlined, FolderOpenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VerifyItem } from '../../../electron/api.ts';
import { DropInvitation, DropZone } from '../../components/drop-zone.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { useIntent } from '../../state/navigation.tsx';
import { BoxView } from './box/box.tsx';
import { type CaseBox, useBox } from './box/use-box.ts';
import { DemoSwitch } from './demo-switch.tsx';
import { DigestField } from './digest-field.tsx';
import { useItemWords } from './item-words.ts';
import { ReportBar } from './report-bar.tsx';
import { Result } from './result.tsx';
import { type Line, ResultList } from './result-list.tsx';
import { Running } from './running.tsx';
import { useCheck } from './use-check.ts';
import { useVerify, type Verifying } from './use-verify.ts';
import './verify.css';

function Results({ lines }: { readonly lines: readonly Line[] }) {
  const [chosen, setChosen] = useState('0');
  const line = lines.find(({ key }) => key === chosen) ?? lines[0];
  if (line === undefined) return null;
  if (lines.length === 1) return <Result item={line.item} said={line.said} />;
  return (
    <div className="results">
      <ResultList lines={lines} chosen={line.key} onChoose={setChosen} />
      <Result key={line.key} item={line.item} said={line.said} />
    </div>
  );
}

interface HeadProps {
  readonly verifying: Verifying;
  readonly box: CaseBox;
  onFiles(): void;
  onFolder(): void;
}

/** Actions besides dropping, once results are shown. */
function HeadButtons({ verifying, box, onFiles, onFolder }: HeadProps) {
  const { t } = useTranslation();
  const plain = verifying.items !== null;
  if (!plain && box.status.state !== 'done') return null;
  return (
    <>
      <Button icon={<FileSearchOutlined aria-hidden="true" />} onClick={onFiles}>
        {t('verify.another')}
      </Button>
      <Button icon={<FolderOpenOutlined aria-hidden="true" />} onClick={onFolder}>
        {t('box.chooseFolder')}
      </Button>
      <Button type="link" onClick={plain ? verifying.clear : box.discard}>
        {t(plain ? 'common.close' : 'box.done.close')}
      </Button>
    </>
  );
}

/** The large empty drop area with its two buttons. */
function Invitation({ onFiles, onFolder }: Pick<HeadProps, 'onFiles' | 'onFolder'>) {
  const { t } = useTranslation();
  return (
    <DropInvitation sentence={t('verify.drop')} note={`${t('box.invite')} ${t('verify.offline')}`}>
      <Button type="primary" size="large" icon={<FileSearchOutlined aria-hidden="true" />} onClick={onFiles}>
        {t('verify.choose')}
      </Button>
      <Button size="large" icon={<FolderOpenOutlined aria-hidden="true" />} onClick={onFolder}>
        {t('box.chooseFolder')}
      </Button>
    </DropInvitation>
  );
}

/** A certificate without a document to compare. */
const canCompare = ({ report }: VerifyItem) => report !== null && report.digest !== null && !report.fileChecked;

/** Certificates and documents in any order: a verdict each, or a sheet for many. Nothing is sent over the network. */
export function Verify() {
  const { t } = useTranslation();
  const verifying = useVerify();
  const box = useBox();
  const { check, chooseFiles, chooseFolder } = useCheck(verifying, box);
  const words = useItemWords();
  useIntent('verify', (intent) => {
    if (intent.do === 'files') check(intent.paths);
    if (intent.do === 'choose') chooseFiles();
  });
  const { items, running } = verifying;
  const lines = items?.map((item, i): Line => ({ key: String(i), item, said: words(item) })) ?? [];
  const isSheet = items === null && box.status.state === 'done';
  const buttons = { onFiles: chooseFiles, onFolder: chooseFolder };
  return (
    <DropZone onPaths={check}>
      <div className="page">
        <ScreenHead title={t('verify.title')}>
          <HeadButtons verifying={verifying} box={box} {...buttons} />
        </ScreenHead>
        {running > 0 && <Running verifying={verifying} />}
        {(items === null || box.status.state === 'running') && <BoxView box={box} />}
        {items === null && !isSheet && <Invitation {...buttons} />}
        {items !== null && <Results key={lines.length} lines={lines} />}
        {items?.some(canCompare) && (
          <DigestField onDigest={(sha256) => verifying.check(verifying.checked.paths, [sha256])} />
        )}
        {!isSheet && box.status.state !== 'running' && (
          <DemoSwitch
            on={verifying.acceptDemo}
            counted={items === null ? verifying.acceptDemo : verifying.checked.acceptDemo}
            disabled={running > 0}
            onChange={verifying.setAcceptDemo}
          />
        )}
        {items?.some(({ report }) => report !== null) && <ReportBar checked={verifying.checked} />}
      </div>
    </DropZone>
  );
}
