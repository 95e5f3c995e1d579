import { Button, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNotices } from '../state/notices.tsx';

interface Props {
  /** Progress in words. */
  readonly text: string;
  readonly done: number;
  readonly total: number;
  cancel(): Promise<unknown>;
}

/** Progress of a dialog's work, and cancelling it. */
export function WorkProgress({ text, done, total, cancel }: Props) {
  const { t } = useTranslation();
  const { fail } = useNotices();
  return (
    <div className="row" role="status">
      <span>{text}</span>
      <Progress className="certify-bar" percent={Math.floor((100 * done) / Math.max(1, total))} status="normal" />
      <Button onClick={() => void cancel().catch(fail)}>{t('common.cancel')}</Button>
    </div>
  );
}
