import { FormOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, notary } from '../../bridge.ts';
import { DropZone } from '../../components/drop-zone.tsx';
import { ListError } from '../../components/list-error.tsx';
import { ScreenHead } from '../../components/screen-head.tsx';
import { useBusy } from '../../state/busy.ts';
import { AcceptDialog, type Candidate, chainCandidate } from './accept-dialog.tsx';
import { BundleCard } from './bundle-card.tsx';
import { Chains } from './chains.tsx';
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
  const readChain = (path: string) =>
    run(async () => setCandidate(chainCandidate(path, await call(notary.chainRead(path)))));
  const read = ([path]: readonly string[]) => {
    if (path === undefined) return;
    if (path.endsWith('.consortium.json')) void readChain(path);
    else void run(async () => setCandidate({ path, chain: null, ...(await call(notary.trustRead(path))) }));
  };
  const chooseChain = () =>
    void run(async () => {
      const [path] = await call(notary.pick('chain'));
      if (path !== undefined) await readChain(path);
    });
  const choose = () => void run(async () => read(await call(notary.pick('trust'))));
  return (
    <DropZone onPaths={read} hint={t('trust.drop')}>
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
