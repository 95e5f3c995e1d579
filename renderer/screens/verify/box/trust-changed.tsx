import { Alert, Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BoxSheet } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { useNotaryEvent } from '../../../state/events.ts';

const keysOf = (bundles: BoxSheet['trust']) =>
  bundles
    .map(({ fingerprint, compared }) => `${fingerprint} ${compared}`)
    .sort()
    .join();

interface Props {
  readonly sheet: BoxSheet;
  onAgain(): void;
}

/** Warns when the desk's trusted bundles have changed since the sheet was made. */
export function TrustChanged({ sheet, onAgain }: Props) {
  const { t } = useTranslation();
  const [changed, setChanged] = useState(false);
  const compare = useCallback(() => {
    call(notary.trust()).then(
      (now) => setChanged(keysOf(now) !== keysOf(sheet.trust)),
      () => {}, // errors of the desk are shown elsewhere
    );
  }, [sheet]);
  useEffect(compare, [compare]);
  useNotaryEvent('trust', compare);
  if (!changed) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t('box.done.trustChanged')}
      action={
        <Button size="small" onClick={onAgain}>
          {t('box.done.again')}
        </Button>
      }
    />
  );
}
