import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorNote } from '../../../components/error-note.tsx';
import { BoxCutOff } from './cut-off.tsx';
import { BoxRunning } from './running.tsx';
import { BoxSheetView } from './sheet.tsx';
import type { CaseBox } from './use-box.ts';
import './box.css';

/** The case box in each state: being checked, interrupted, or a sheet. */
export function BoxView({ box }: { readonly box: CaseBox }) {
  const { t } = useTranslation();
  const { status } = box;
  switch (status.state) {
    case 'none':
      return null;
    case 'running':
      return <BoxRunning status={status} box={box} />;
    case 'cut-off':
      return <BoxCutOff status={status} box={box} />;
    case 'done':
      return <BoxSheetView key={status.time} {...status} onAgain={box.resume} />;
    case 'failed':
      return (
        <ErrorNote error={status.error}>
          <Button size="small" onClick={box.discard}>
            {t('common.close')}
          </Button>
        </ErrorNote>
      );
  }
}
