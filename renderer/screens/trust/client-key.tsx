import { KeyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChainEntry } from '../../../electron/api.ts';
import { call, notary } from '../../bridge.ts';
import { Pairs } from '../../components/pairs.tsx';
import { useBusy } from '../../state/busy.ts';
import { useWords } from '../../state/words.ts';
import { rowPairs } from './row-pairs.tsx';

/** The public key by which a chain's members register this desk; made when it is first shown. */
export function ClientKey({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const { language } = useWords();
  const { busy, run } = useBusy();
  const id = useId();
  const [rows, setRows] = useState<ChainEntry['rows'] | null>(null);
  const show = () => run(async () => setRows(await call(notary.chainKey(name))));
  return (
    <section aria-labelledby={id} className="stack">
      <h4 id={id} className="flat">
        {t('chains.key')}
      </h4>
      <p className="small muted flat">{t('chains.keyHelp')}</p>
      <div aria-live="polite">
        {rows ? (
          <Pairs items={rowPairs(rows, language)} />
        ) : (
          <Button size="small" icon={<KeyOutlined aria-hidden="true" />} loading={busy} onClick={() => void show()}>
            {t('chains.keyShow')}
          </Button>
        )}
      </div>
    </section>
  );
}
