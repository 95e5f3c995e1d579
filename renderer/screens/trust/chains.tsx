import { FileDoneOutlined, LinkOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call, notary } from '../../bridge.ts';
import { ListError } from '../../components/list-error.tsx';
import { useBusy } from '../../state/busy.ts';
import { useStatus } from '../../state/desk.tsx';
import { useNotices } from '../../state/notices.tsx';
import { ChainCard } from './chain-card.tsx';
import { useChains } from './use-chains.ts';

/** Who confirms what this desk seals: its own witness, and the added chains. */
export function Chains({ onAdd }: { onAdd(): void }) {
  const { t } = useTranslation();
  const { counts } = useStatus();
  const { chains, error, load } = useChains();
  const { done } = useNotices();
  const { busy, run } = useBusy();
  const register = () =>
    run(async () => {
      const path = await call(notary.chainRegister());
      if (path !== null) done(t('chains.registered', { path }));
    });
  const some = (chains?.length ?? 0) > 0;
  return (
    <section className="stack" aria-label={t('chains.title')}>
      <div className="card">
        <h2>{t('chains.title')}</h2>
        <p>{t('chains.embedded')}</p>
        <p className="small muted">{t(some ? 'chains.embeddedBeside' : 'chains.embeddedAlone')}</p>
        <p role="status">
          {counts.sealed > 0 && t('chains.queue', { count: counts.sealed })}
          {counts.sealed === 0 && counts.anchored > 0 && t('chains.queueEmpty')}
        </p>
        <div className="row desk-export">
          <Button icon={<LinkOutlined aria-hidden="true" />} onClick={onAdd}>
            {t('chains.add')}
          </Button>
          <Button icon={<FileDoneOutlined aria-hidden="true" />} loading={busy} onClick={() => void register()}>
            {t('chains.register')}
          </Button>
          <span className="small muted">{t('chains.registerHelp')}</span>
        </div>
      </div>
      {error !== null && <ListError error={error} onRetry={() => void load()} />}
      {some && (
        <ul className="bundles">
          {chains?.map((chain) => (
            <ChainCard key={`${chain.kind} ${chain.id}`} chain={chain} onChanged={() => void load()} />
          ))}
        </ul>
      )}
    </section>
  );
}
