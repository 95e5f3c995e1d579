import { useTranslation } from 'react-i18next';
import { thousands } from '../../../core/words/words.ts';
import type { ChainConfirmation } from '../../../electron/api.ts';
import { Hex } from '../../parts/hex.tsx';
import { type Pair, Pairs } from '../../parts/pairs.tsx';
import { useWords } from '../../state/words.ts';

/** One chain's confirmation: where it stands there, when, and which members signed. */
function Confirmation({ confirmation }: { readonly confirmation: ChainConfirmation }) {
  const { t } = useTranslation();
  const { time } = useWords();
  const { consortium, kind, chain, height, block, transaction, quorum, signers } = confirmation;
  // names that the chain itself has for its members stand in quotes, as on paper
  const named = signers.map(({ name, fingerprint }) => (name === null ? fingerprint : `“${name}”`));
  const pairs: Pair[] = [
    { label: t('chains.id', { kind }), value: <code>{chain}</code> },
    { label: t('chains.height'), value: thousands(height) },
    { label: t('chains.block'), value: <Hex value={block.toLowerCase()} /> },
    ...(transaction === null
      ? []
      : [{ label: t('chains.transaction'), value: <Hex value={transaction.toLowerCase()} /> }]),
    { label: t('chains.time'), value: confirmation.time === null ? '–' : time(confirmation.time) },
    {
      label: t('chains.members'),
      value: (
        <>
          {t('chains.signed', quorum)}
          <ul className="names small">
            {named.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </>
      ),
    },
  ];
  return (
    <div>
      {consortium !== null && <p className="bundle-name wrap">{t('trust.calls', { name: consortium })}</p>}
      <Pairs items={pairs} />
    </div>
  );
}

/** The chains that confirmed a record, or that only the desk's own witness did. */
export function ConfirmedBy({ confirmations }: { readonly confirmations: readonly ChainConfirmation[] }) {
  const { t } = useTranslation();
  if (confirmations.length === 0) return <p className="muted">{t('chains.onlyWitness')}</p>;
  return confirmations.map((one) => <Confirmation key={`${one.kind} ${one.chain}`} confirmation={one} />);
}
