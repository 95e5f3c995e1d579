import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { visibleName } from '../../../core/formats/plain-text.ts';
import type { DamagedTrust } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { useBusy } from '../../state/busy.ts';
import { useNotices } from '../../state/notices.tsx';

/** An accepted bundle that is damaged: which, that nothing is verified with it, and what to do. */
export function DamagedBundle({ bundle, onChanged }: { readonly bundle: DamagedTrust; onChanged(): void }) {
  const { t } = useTranslation();
  const { done } = useNotices();
  const { busy, run } = useBusy();
  const { name, fingerprint } = bundle;
  const remove = () =>
    run(async () => {
      await call(notary.trustRemove(fingerprint));
      done(t('trust.removed'));
      onChanged();
    });
  const error = { code: 'home-damaged', message: '', details: { bundle: visibleName(name) } } as const;
  return (
    <ErrorNote error={error} type="warning">
      {/^[0-9a-f]{64}$/.test(fingerprint) && (
        <Button size="small" danger loading={busy} onClick={() => void remove()}>
          {t('trust.remove')}
        </Button>
      )}
    </ErrorNote>
  );
}
