import { useTranslation } from 'react-i18next';
import { reachOf } from '../../../core/formats/make-trust.ts';
import type { Holding } from '../../../core/formats/names.ts';
import { visibleName } from '../../../core/formats/plain-text.ts';
import type { TrustBundle } from '../../../core/formats/trust.ts';
import { type Pair, Pairs } from '../../components/pairs.tsx';
import { useWords } from '../../state/words.ts';

const unique = (names: readonly string[]) => [...new Set(names)];

function Names({ names }: { readonly names: readonly string[] }) {
  const { t } = useTranslation();
  if (names.length === 0) return <span className="muted">{t('trust.nobody')}</span>;
  return (
    <ul className="names">
      {unique(names).map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}

/** The contents of a bundle: names and policy, as stated in the file. */
export function BundleContents({ bundle, asClaimed }: { readonly bundle: TrustBundle; readonly asClaimed: boolean }) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { policy } = bundle;
  const reach = reachOf(bundle);
  const needed = words.trust.needed({
    chains: { need: policy.chains, all: reach.chains },
    witnesses: { need: policy.witnesses, all: reach.witnesses },
  });
  // names stated only by the file itself are in quotes
  const say = (name: string) => (asClaimed ? t('trust.calls', { name: visibleName(name) }) : visibleName(name));
  const holder = ({ organisation, controller }: Holding) =>
    organisation === controller
      ? say(organisation)
      : t('trust.heldBy', { name: say(organisation), controller: visibleName(controller) });
  const chain = (id: string, demo: boolean) => (demo ? `${id} (${t('trust.demoChain')})` : id);
  const pairs: readonly Pair[] = [
    { label: t('trust.logs'), value: <Names names={bundle.logs.map(holder)} /> },
    { label: t('trust.witnesses'), value: <Names names={bundle.witnesses.map(holder)} /> },
    { label: t('trust.chains'), value: <Names names={bundle.chains.map(({ id, demo }) => chain(say(id), demo))} /> },
    { label: t('trust.policy'), value: needed },
  ];
  return <Pairs items={pairs} />;
}
