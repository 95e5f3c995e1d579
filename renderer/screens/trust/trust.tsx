import { FormOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, notary } from '../../bridge.ts';
import { DropZone } from '../../components/drop-zone.tsx';
import { ListError } from '../../components/list-error.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { useBusy } from '../../state/busy.ts';
import { AcceptDialog, type Candidate, connectionCandidate } from './accept-dialog.tsx';
import { BundleCard } from './bundle-card.tsx';
import { Chains } from './chains.tsx';
import { ConnectDialog, type Connecting, connecting } from './connect-dialog.tsx';
import { DamagedBundle } from './damaged-bundle.tsx';
import { DeskSection } from './desk-section.tsx';
import { BundleEditor } from './editor/bundle-editor.tsx';
import { useBundles } from './use-bundles.ts';
import './trust.css';

/** Whom this desk trusts, what it publishes about itself, and who confirms what it seals. */
export function Trust() {
  const { t } = useTranslation();
  const { entries, damaged, error, load } = useBundles();
  const { run } = useBusy();
  const [candidate, setCandidate] = useState<Candidate | null>(null);
  const [making, setMaking] = useState(false);
  const [connection, setConnection] = useState<Connecting | null>(null);
  /** To the questions, or at once to what would be accepted. */
  const connectTo = (found: Connecting) => {
    const { plan, wish } = found;
    const chain = 'candidate' in plan ? plan.candidate : null;
    setConnection(chain ? null : found);
    if (!chain || !('secrets' in plan)) return setCandidate(null);
    const back = () => {
      setCandidate(null);
      setConnection(found);
    };
    const onBack = plan.questions.length > 0 ? back : null;
    setCandidate(connectionCandidate({ wish, chain, secrets: plan.secrets, onBack }));
  };
  const connect = (paths: readonly string[]) => run(async () => connectTo(await connecting(paths)));
  const readBundle = async (path: string) => {
    const { bundle, fingerprint, code } = await call(notary.trustRead(path));
    setCandidate({ bundle, fingerprint, code, from: { path } });
  };
  /** What is dropped may be either; what it is its contents say. */
  const drop = (paths: readonly string[]) =>
    void run(async () => {
      const [path, ...more] = paths;
      if (path === undefined) return;
      const found = await connecting(paths);
      if (found.plan.state !== 'unknown' || more.length > 0) return connectTo(found);
      await readBundle(path).catch(() => connectTo(found));
    });
  const chooseChain = () =>
    void run(async () => {
      const paths = await call(notary.pick('chain'));
      if (paths.length > 0) await connect(paths);
    });
  const choose = () =>
    void run(async () => {
      const [path] = await call(notary.pick('trust'));
      if (path !== undefined) await readBundle(path);
    });
  return (
    <DropZone onPaths={drop} hint={t('trust.drop')}>
      <div className="page">
        <ScreenHead title={t('trust.title')}>
          <Button icon={<FormOutlined aria-hidden="true" />} onClick={() => setMaking(true)}>
            {t('bundle.button')}
          </Button>
          <Button icon={<PlusOutlined aria-hidden="true" />} onClick={choose}>
            {t('trust.add')}
          </Button>
        </ScreenHead>
        <DeskSection />
        <Chains onAdd={chooseChain} />
        <section aria-label={t('trust.bundles')} className="stack">
          <div>
            <h2>{t('trust.bundles')}</h2>
            <p className="small muted">{t('trust.what')}</p>
          </div>
          {error !== null && <ListError error={error} onRetry={() => void load()} />}
          {damaged.map((one) => (
            <DamagedBundle key={one.fingerprint} bundle={one} onChanged={() => void load()} />
          ))}
          {entries === null && error === null && <Skeleton active />}
          <ul className="bundles">
            {entries?.map((entry) => (
              <BundleCard key={entry.fingerprint} entry={entry} onChanged={() => void load()} />
            ))}
          </ul>
        </section>
      </div>
      {connection && <ConnectDialog start={connection} onClose={() => setConnection(null)} onReady={connectTo} />}
      {making && <BundleEditor accepted={entries ?? []} onClose={() => setMaking(false)} />}
      {candidate && (
        <AcceptDialog
          candidate={candidate}
          onClose={() => setCandidate(null)}
          onAccepted={() => {
            setCandidate(null);
            void load();
          }}
        />
      )}
    </DropZone>
  );
}
