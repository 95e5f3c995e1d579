import { useTranslation } from 'react-i18next';
import { Hex } from './hex.tsx';

interface Props {
  readonly code: string;
  /** What it is made from, for who wants to compare more. */
  readonly fingerprint: string;
}

/** The code that two people compare over the phone; the whole fingerprint is folded away. */
export function CheckCode({ code, fingerprint }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <p className="flat">
        <code className="check-code">{code}</code>
      </p>
      <details className="small muted">
        <summary>{t('trust.wholeFingerprint')}</summary>
        <Hex value={fingerprint} />
      </details>
    </>
  );
}
