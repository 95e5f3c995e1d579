import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactName } from '../../core/facts.ts';
import type { RecordRow, SharePart } from '../../electron/api.ts';
import { call, notary } from '../bridge.ts';
import { useBusy } from '../state/busy.ts';
import { useStatus } from '../state/desk.tsx';
import { useNotices } from '../state/notices.tsx';
import { useReveal } from '../state/reveal.ts';
import { WithholdChoice } from './withhold-choice.tsx';

interface Props {
  readonly rows: readonly RecordRow[];
  onClose(): void;
}

const PARTS: readonly SharePart[] = ['document', 'checker', 'trust'];

/** Saves certificates, and what should go along, as one file for a recipient. */
export function ShareDialog({ rows, onClose }: Props) {
  const { t } = useTranslation();
  const { settings } = useStatus();
  const { done } = useNotices();
  const { busy, run } = useBusy();
  const reveal = useReveal();
  const [parts, setParts] = useState<readonly SharePart[]>(['checker', 'trust']);
  const [withhold, setWithhold] = useState<readonly FactName[]>(settings.withhold);
  const ready = rows.filter((row) => row.state === 'sealed' || row.state === 'anchored');
  const left = rows.length - ready.length;
  const save = () =>
    run(async () => {
      const path = await call(notary.share({ ids: ready.map((row) => row.id), withhold, parts: [...parts] }));
      if (path === null) return;
      done(t('share.done', { path }), { text: t('records.detail.reveal'), run: () => reveal(path) });
      onClose();
    });
  return (
    <Modal
      open
      width={560}
      title={t('share.title', { count: ready.length })}
      onCancel={onClose}
      footer={
        <div className="row ends">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="primary" loading={busy} disabled={ready.length === 0} onClick={() => void save()}>
            {t('share.go')}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <p>{t('share.what')}</p>
        {left > 0 && <p className="tone-amber">{t('share.notSealed', { count: left })}</p>}
        <h3>{t('share.with')}</h3>
        {PARTS.map((part) => (
          <div key={part}>
            <Checkbox
              checked={parts.includes(part)}
              onChange={({ target }) =>
                setParts(target.checked ? [...parts, part] : parts.filter((other) => other !== part))
              }
            >
              {t(`share.${part}`)}
            </Checkbox>
            <p className="small muted">{t(`share.${part}Help`)}</p>
          </div>
        ))}
        <details>
          <summary>{t('records.certify.withhold')}</summary>
          <WithholdChoice value={withhold} label={t('records.certify.withhold')} onChange={setWithhold} />
          <p className="small muted">{t('doctor.parts.withhold')}</p>
        </details>
      </div>
    </Modal>
  );
}
