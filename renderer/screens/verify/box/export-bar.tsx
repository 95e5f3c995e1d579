import {
  FileDoneOutlined,
  FileExcelOutlined,
  FilePdfOutlined,
  FileTextOutlined,
  NumberOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoxFormat } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { useBusy } from '../../../state/busy.ts';
import { useIntakes } from '../../../state/intake.tsx';
import { useNavigation } from '../../../state/navigation.tsx';
import { useNotices } from '../../../state/notices.tsx';
import { useReveal } from '../../../state/reveal.ts';

const FORMATS: readonly (readonly [BoxFormat, ReactNode])[] = [
  ['pdf', <FilePdfOutlined key="pdf" aria-hidden="true" />],
  ['xlsx', <FileExcelOutlined key="xlsx" aria-hidden="true" />],
  ['csv', <FileTextOutlined key="csv" aria-hidden="true" />],
  ['sha256', <NumberOutlined key="sha256" aria-hidden="true" />],
];

/** Saves the sheet, and has it notarized like any other file. */
export function BoxExportBar() {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const { done } = useNotices();
  const { start } = useIntakes();
  const { go } = useNavigation();
  const reveal = useReveal();
  const save = async (format: BoxFormat) => {
    const path = await call(notary.boxExport(format));
    if (path !== null) done(t('box.export.saved'), { text: t('box.export.reveal'), run: () => reveal(path) });
  };
  const notarize = async () => {
    const path = await call(notary.boxExport('pdf'));
    if (path === null) return;
    await start([path]);
    done(t('box.export.notarized'), { text: t('box.export.records'), run: () => go('notarize') });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
    <div className="row" role="group" aria-label={t('box.export.label')}>
      {FORMATS.map(([format, icon]) => (
        <Button key={format} icon={icon} disabled={busy} onClick={() => void run(() => save(format))}>
          {t(`box.export.${format}`)}
        </Button>
      ))}
      <Button
        type="primary"
        icon={<FileDoneOutlined aria-hidden="true" />}
        title={t('box.export.notarizeHelp')}
        disabled={busy}
        onClick={() => void run(notarize)}
      >
        {t('box.export.notarize')}
      </Button>
    </div>
  );
}
