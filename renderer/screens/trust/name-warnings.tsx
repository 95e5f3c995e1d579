import { useTranslation } from 'react-i18next';
import { nameWarnings } from '../../../core/formats/look-alike-names.ts';
import type { TrustBundle } from '../../../core/formats/trust.ts';
import { useBundles } from './use-bundles.ts';

interface Props {
  readonly bundle: TrustBundle;
  readonly fingerprint: string;
}

/** Names that a reader may take for one another or for others, within the bundle and beside those that were accepted. */
export function NameWarnings({ bundle, fingerprint }: Props) {
  const { t } = useTranslation();
  const { entries } = useBundles();
  const others = (entries ?? []).filter((entry) => entry.fingerprint !== fingerprint);
  const { alike, mixed, unread } = nameWarnings(
    bundle,
    others.map((entry) => entry.bundle),
  );
  if (alike.length === 0 && mixed.length === 0 && !unread) return null;
  return (
    <ul role="alert" className="names tone-amber">
      {alike.map(([one, other]) => (
        <li key={`${one} ${other}`}>{t('trust.accept.lookAlike', { one, other })}</li>
      ))}
      {mixed.map((name) => (
        <li key={name}>{t('trust.accept.mixedName', { name })}</li>
      ))}
      {unread && <li>{t('trust.accept.manyNames')}</li>}
    </ul>
  );
}
