import { useTranslation } from 'react-i18next';
import { CopyButton, Hex } from './hex.tsx';

interface Props {
  readonly code: string;
  /** What it is made from, for who wants to compare more. */
  readonly fingerprint: string;
  /** Offers to copy both; not where they are to be compared with what somebody else says. */
  readonly copies?: boolean;
}

/** The code that two people compare over the phone; the whole fingerprint is folded away. */
export function CheckCode({ code, fingerprint, copies = true }: Props) {
  const { t } = useTranslation();
  const groups = code.split(' ');
  const last = groups.pop();
  return (
    <>
      <p className="flat">
        <code className="check-code">
          {groups.join(' ')}{' '}
          <span className="whole">
            {last} {copies && <CopyButton text={code} name={t('trust.code')} />}
          </span>
        </code>
      </p>
      <details className="small muted">
        <summary>{t('trust.wholeFingerprint')}</summary>
        <Hex value={fingerprint} {...(copies ? { copy: t('trust.wholeFingerprint') } : {})} />
      </details>
    </>
  );
}
