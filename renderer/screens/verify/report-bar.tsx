import { FileDoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReportFormat } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { useBusy } from '../../state/busy.ts';
import { useNotices } from '../../state/notices.tsx';
import { useReveal } from '../../state/reveal.ts';
import type { Checked } from './use-verify.ts';

const FORMATS: readonly ReportFormat[] = ['pdf', 'json'];

/** Saves a report with which an expert can repeat every check without this program. */
export function ReportBar({ checked }: { readonly checked: Checked }) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { done } = useNotices();
  const reveal = useReveal();
  const save = async (format: ReportFormat) => {
    const path = await call(notary.report({ ...checked, format }));
    if (path !== null) done(t('report.saved'), { text: t('records.detail.reveal'), run: () => reveal(path) });
  };
  return (
    <section className="result-part" aria-label={t('report.title')}>
      <h3>{t('report.title')}</h3>
      <p className="small muted">{t('report.help')}</p>
      <div className="row">
        {FORMATS.map((format) => (
          <Button
            key={format}
            icon={<FileDoneOutlined aria-hidden="true" />}
            disabled={busy}
            onClick={() => void run(() => save(format))}
          >
            {t(`report.${format}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
