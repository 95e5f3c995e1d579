import { FileSearchOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DropInvitation, DropZone } from '../../parts/drop-zone.tsx';
import { PlaceHead } from '../../parts/place-head.tsx';
import { useIntent } from '../../state/navigation.tsx';
import { useItemWords } from './item-words.ts';
import { Result } from './result.tsx';
import { type Line, ResultList } from './result-list.tsx';
import { useVerify, type Verifying } from './use-verify.ts';
import './verify.css';

function Running({ verifying }: { readonly verifying: Verifying }) {
  const { t } = useTranslation();
  const text = t('verify.running', { count: verifying.running });
  return (
    <div className="card row" role="status">
      <span>{text}</span>
      <Progress className="certify-bar" percent={100} status="active" showInfo={false} aria-label={text} />
      <Button onClick={verifying.cancel}>{t('common.cancel')}</Button>
    </div>
  );
}

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

/** Certificates, alone or with documents, in any order: a verdict each. Nothing goes over the network. */
export function Verify() {
  const { t } = useTranslation();
  const verifying = useVerify();
  const words = useItemWords();
  useIntent('verify', (intent) => {
    if (intent.do === 'files') verifying.check(intent.paths);
    if (intent.do === 'choose') verifying.choose();
  });
  const { items, running } = verifying;
  const lines = items?.map((item, i): Line => ({ key: String(i), item, said: words(item) })) ?? [];
  const button = (text: string, size: 'large' | 'middle') => (
    <Button
      type={size === 'large' ? 'primary' : 'default'}
      size={size}
      icon={<FileSearchOutlined aria-hidden="true" />}
      onClick={verifying.choose}
    >
      {text}
    </Button>
  );
  return (
    <DropZone onPaths={verifying.check}>
      <div className="page scrolls">
        <PlaceHead title={t('verify.title')}>
          {items !== null && (
            <>
              {button(t('verify.another'), 'middle')}
              <Button type="link" onClick={verifying.clear}>
                {t('common.close')}
              </Button>
            </>
          )}
        </PlaceHead>
        {running > 0 && <Running verifying={verifying} />}
        {items === null ? (
          <DropInvitation sentence={t('verify.drop')} note={t('verify.offline')}>
            {button(t('verify.choose'), 'large')}
          </DropInvitation>
        ) : (
          <Results key={lines.length} lines={lines} />
        )}
      </div>
    </DropZone>
  );
}
