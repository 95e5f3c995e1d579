import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { visibleName } from '../../../../core/formats/plain-text.ts';
import type { BundlePlan, BundleSource, BundleWish, TrustEntry } from '../../../../electron/api.ts';
import { call, notary } from '../../../bridge.ts';
import { DropZone } from '../../../components/drop-zone.tsx';
import { TypingModal } from '../../../components/typing-modal.tsx';
import { useBusy } from '../../../state/busy.ts';
import { useNotices } from '../../../state/notices.tsx';
import { useReveal } from '../../../state/reveal.ts';
import { useWords } from '../../../state/words.ts';
import { Made, NotMade } from './made.tsx';
import { NamedTable } from './named-table.tsx';
import { NameAndPolicy } from './needed.tsx';
import { idOf, Sources } from './sources.tsx';
import { usePlan } from './use-plan.ts';
import './editor.css';

const NEW: BundleWish = { sources: [], name: '', policy: { chains: 0, witnesses: 0 }, names: 'refuse' };
const EMPTY: Pick<BundlePlan, 'sources' | 'rows' | 'reach' | 'made' | 'problem'> = {
  sources: [],
  rows: [],
  reach: { chains: 0, witnesses: 0 },
  made: null,
  problem: null,
};

/** The sentence by which certificates will be judged. */
function Asked({ wish, reach }: { readonly wish: BundleWish; readonly reach: BundlePlan['reach'] }) {
  const { words } = useWords();
  const { chains, witnesses } = wish.policy;
  return (
    <p className="asked" aria-live="polite">
      {words.trust.needed({
        chains: { need: chains, all: reach.chains },
        witnesses: { need: witnesses, all: reach.witnesses },
      })}
    </p>
  );
}

interface Props {
  readonly accepted: readonly TrustEntry[];
  onClose(): void;
}

/** Puts a trust bundle together from files: whom it names, how many are needed, and its check code to read out. */
export function BundleEditor({ accepted, onClose }: Props) {
  const { t } = useTranslation();
  const { done } = useNotices();
  const reveal = useReveal();
  const { busy, run } = useBusy();
  const [wish, setWish] = useState(NEW);
  const [saved, setSaved] = useState<string | null>(null);
  const plan = usePlan(wish) ?? EMPTY;
  const { made, problem, rows, reach } = plan;
  const change = (changes: Partial<BundleWish>) => setWish((now) => ({ ...now, ...changes }));
  const add = (sources: readonly BundleSource[]) =>
    setWish((now) => {
      const known = now.sources.map(idOf);
      return { ...now, sources: [...now.sources, ...sources.filter((one) => !known.includes(idOf(one)))] };
    });
  const remove = (id: string) => change({ sources: wish.sources.filter((source) => idOf(source) !== id) });
  const save = () =>
    run(async () => {
      if (made === null) return;
      const path = await call(notary.bundleSave({ wish, fingerprint: made.fingerprint }));
      if (path === null) return;
      setSaved(made.fingerprint);
      done(t('bundle.saved', { path }), { text: t('records.detail.reveal'), run: () => reveal(path) });
    });
  const isSaved = saved !== null && saved === made?.fingerprint;
  const isChanged = wish !== NEW && !isSaved;
  return (
    <TypingModal
      open
      centered
      width="min(1040px, 96vw)"
      className="bundle-editor"
      title={t('bundle.title')}
      unsaved={isChanged}
      onCancel={onClose}
      footer={
        <div className="row ends no-print">
          <Button onClick={onClose}>{t(isSaved ? 'common.close' : 'common.cancel')}</Button>
          <Button type="primary" loading={busy} disabled={made === null} onClick={() => void save()}>
            {t('bundle.save')}
          </Button>
        </div>
      }
    >
      <DropZone hint={t('bundle.dropHere')} onPaths={(paths) => add(paths.map((path) => ({ from: 'file', path })))}>
        <div className="stack dialog-body tall">
          <p className="muted no-print">{t('bundle.what')}</p>
          <Sources sources={wish.sources} seen={plan.sources} accepted={accepted} onAdd={add} onRemove={remove} />
          <NameAndPolicy wish={wish} reach={reach} onChange={change} />
          {wish.sources.length > 0 && (
            <>
              <h3 className="only-print">{visibleName(wish.name)}</h3>
              <Asked wish={wish} reach={reach} />
              {problem !== null && <NotMade problem={problem} onFirst={() => change({ names: 'first' })} />}
              {made !== null && <Made made={made} />}
              {rows.length > 0 && <NamedTable rows={rows} />}
            </>
          )}
        </div>
      </DropZone>
    </TypingModal>
  );
}
