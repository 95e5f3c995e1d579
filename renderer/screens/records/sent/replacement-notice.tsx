import { Alert, Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recipient, RecordRow, Replacement } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { useBusy } from '../../../state/busy.ts';
import { useNotaryEvent } from '../../../state/events.ts';

/** Number of recipients shown at once; the others are in the list. */
const SHOWN = 5;

interface Props {
  onSend(rows: readonly RecordRow[], recipients: readonly Recipient[]): void;
}

function keyOf({ recipient }: Replacement): string {
  return `${recipient.name} ${recipient.address}`;
}

/** Offers newer certificates to those who have older ones. */
export function ReplacementNotice({ onSend }: Props) {
  const { t } = useTranslation();
  const { busy, run } = useBusy();
  const [offered, setOffered] = useState<readonly Replacement[]>([]);
  const load = useCallback(async () => {
    try {
      setOffered(await call(notary.replacements()));
    } catch {
      setOffered([]); // the list itself shows the error
    }
  }, []);
  useEffect(() => void load(), [load]);
  useNotaryEvent('records', () => void load());
  if (offered.length === 0) return null;
  const send = ({ ids, recipient }: Replacement) =>
    run(async () => onSend(await Promise.all(ids.map((id) => call(notary.record(id)))), [recipient]));
  const counts = ({ finals, newer }: Replacement) =>
    [
      ...(finals > 0 ? [t('sent.due.finals', { count: finals })] : []),
      ...(newer > 0 ? [t('sent.due.newer', { count: newer })] : []),
    ].join(' · ');
  return (
    <Alert
      type="info"
      showIcon
      title={t('sent.due.title', { count: offered.length })}
      description={
        <>
          <p>{t('sent.due.help')}</p>
          <ul className="replacements" aria-label={t('sent.due.list')}>
            {offered.slice(0, SHOWN).map((one) => (
              <li key={keyOf(one)} className="row">
                <Button size="small" disabled={busy} onClick={() => void send(one)}>
                  {t('sent.due.send', { name: one.recipient.name })}
                </Button>
                <span className="small muted">{counts(one)}</span>
              </li>
            ))}
          </ul>
          {offered.length > SHOWN && <p className="small">{t('sent.due.more', { count: offered.length - SHOWN })}</p>}
        </>
      }
    />
  );
}
