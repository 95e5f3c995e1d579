import { Alert } from 'antd';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { DialogFooter } from '../../../components/dialog-footer.tsx';
import { WorkProgress } from '../../../components/work-progress.tsx';
import { useDossierProgress } from './use-making.ts';

interface Props extends ComponentProps<typeof DialogFooter> {
  readonly cancelled: boolean;
}

/** The buttons of a dialog whose work takes long; how far it is stands above them, where no scrolling hides it. */
export function WorkFooter({ cancelled, ...footer }: Props) {
  const { t } = useTranslation();
  const { text, done, total, cancel } = useDossierProgress();
  return (
    <>
      {footer.working && (
        <div className="dossier-progress">
          <WorkProgress text={text} done={done} total={total} cancel={cancel} />
        </div>
      )}
      {cancelled && (
        <Alert className="dossier-progress" type="info" showIcon role="status" title={t('dossier.cancelled')} />
      )}
      <DialogFooter {...footer} />
    </>
  );
}
