import { SaveOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sizeText } from '../../../core/words/words.ts';
import type { ApiError, CheckerInfo } from '../../../electron/api.ts';
import { asApiError, call, notary } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { Hex } from '../../components/hex.tsx';
import { Pairs } from '../../components/pairs.tsx';
import { useBusy } from '../../state/busy.ts';
import { useNotices } from '../../state/notices.tsx';
import { useReveal } from '../../state/reveal.ts';
import { Group } from './field.tsx';

/** The checker page included in shares: what a recipient compares, and a copy to give away. */
export function CheckerSection() {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { done } = useNotices();
  const reveal = useReveal();
  const [info, setInfo] = useState<CheckerInfo | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    call(notary.checker()).then(setInfo, (thrown: unknown) => setError(asApiError(thrown)));
  }, []);
  const save = async () => {
    const path = await call(notary.checkerSave());
    if (path !== null) done(t('checker.saved'), { text: t('records.detail.reveal'), run: () => reveal(path) });
  };
  return (
    <Group title={t('checker.title')}>
      <p className="small muted">{t('checker.what')}</p>
      {error !== null && <ErrorNote error={error} />}
      {info !== null && (
        <>
          <Pairs
            items={[
              { label: t('settings.version'), value: `${info.version} · ${sizeText(info.size)}` },
              { label: 'SHA-256', value: <Hex value={info.sha256} copy="SHA-256" /> },
            ]}
          />
          <div className="row">
            <Button icon={<SaveOutlined aria-hidden="true" />} loading={busy} onClick={() => void run(save)}>
              {t('checker.save')}
            </Button>
          </div>
          <p className="small muted">{t('checker.ownSource')}</p>
        </>
      )}
    </Group>
  );
}
