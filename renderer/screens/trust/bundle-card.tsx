import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visibleName } from '../../../core/formats/plain-text.ts';
import type { TrustEntry } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { CheckCode } from '../../components/check-code.tsx';
import { useNotices } from '../../state/notices.tsx';
import { useWords } from '../../state/words.ts';
import { BundleContents } from './bundle-contents.tsx';
import { CompareDialog } from './compare-dialog.tsx';

function Compared({ entry }: { readonly entry: TrustEntry }) {
  const { t } = useTranslation();
  if (entry.own) return <span className="state tone-ink">{t('trust.own')}</span>;
  return entry.compared ? (
    <span className="state tone-green">
      <CheckCircleOutlined aria-hidden="true" /> {t('trust.compared')}
    </span>
  ) : (
    <span className="state tone-amber" title={t('trust.notComparedHelp')}>
      <WarningOutlined aria-hidden="true" /> {t('trust.notCompared')}
    </span>
  );
}

/** An accepted bundle: its name, fingerprint, whether it was compared, and what it names. */
export function BundleCard({ entry, onChanged }: { readonly entry: TrustEntry; onChanged(): void }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const { modal } = App.useApp();
  const { done, fail } = useNotices();
  const [comparing, setComparing] = useState(false);
  const remove = async () => {
    const agreed = await modal.confirm({
      title: t('trust.removeTitle', { name: entry.name }),
      content: t('trust.removeBody'),
      okText: t('trust.remove'),
      okButtonProps: { danger: true },
      cancelText: t('common.cancel'),
    });
    if (!agreed) return;
    await call(notary.trustRemove(entry.fingerprint));
    done(t('trust.removed'));
    onChanged();
  };
  return (
    <li className="card bundle">
      <div className="row">
        <h3 className="bundle-name wrap">
          {entry.own ? visibleName(entry.name) : t('trust.calls', { name: visibleName(entry.name) })}
        </h3>
        <Compared entry={entry} />
        {!entry.compared && (
          <Button size="small" onClick={() => setComparing(true)}>
            {t('bundle.compare.button')}
          </Button>
        )}
        {!entry.own && (
          <Button className="push" size="small" danger onClick={() => void remove().catch(fail)}>
            {t('trust.remove')}
          </Button>
        )}
      </div>
      <p className="small muted">{t('trust.code')}</p>
      <CheckCode code={entry.code} fingerprint={entry.fingerprint} />
      <details>
        <summary className="small">
          {t('trust.contents')}
          {!entry.own && <span className="muted"> · {t('trust.added', { time: time(entry.added) })}</span>}
        </summary>
        <BundleContents bundle={entry.bundle} asClaimed={!entry.own} />
      </details>
      {comparing && (
        <CompareDialog
          entry={entry}
          onClose={() => setComparing(false)}
          onCompared={() => {
            setComparing(false);
            onChanged();
          }}
        />
      )}
    </li>
  );
}
