import { FolderOpenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call, notary } from '../bridge.ts';
import { useNotices } from '../state/notices.tsx';

interface Props {
  /** Null when it is asked for later. */
  readonly folder: string | null;
  readonly disabled: boolean;
  onChange(folder: string): void;
}

/** Into which folder certificates go, and a button for another one. */
export function IntoFolder({ folder, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const { fail } = useNotices();
  const change = async () => {
    const [chosen] = await call(notary.pick('export-folder'));
    if (chosen !== undefined) onChange(chosen);
  };
  if (folder === null) return null;
  return (
    <div className="row">
      <span className="small muted wrap">{t('records.certify.into', { folder })}</span>
      <Button
        size="small"
        icon={<FolderOpenOutlined aria-hidden="true" />}
        disabled={disabled}
        onClick={() => void change().catch(fail)}
      >
        {t('records.certify.change')}
      </Button>
    </div>
  );
}
