import { useTranslation } from 'react-i18next';
import { checkCode } from '../../../core/formats/check-code.ts';
import type { Report } from '../../../core/verification/report.ts';
import { certificateNumberText, thousands } from '../../../core/words/words.ts';
import { Code, Hex } from '../../components/hex.tsx';
import { type Pair, Pairs } from '../../components/pairs.tsx';

function useExpertPairs(report: Report): readonly Pair[] {
  const { t } = useTranslation();
  const { record, log } = report;
  const hex = (label: string, value: string | null): readonly Pair[] =>
    value === null ? [] : [{ label, value: <Hex value={value} copy={label} /> }];
  const text = (label: string, value: string | number | null | undefined): readonly Pair[] =>
    value === null || value === undefined ? [] : [{ label, value: <Code text={String(value)} copy={label} /> }];
  const number =
    report.certificateNumber === null
      ? []
      : [
          {
            label: t('verify.expert.number'),
            value: (
              <Code
                text={certificateNumberText(report.certificateNumber)}
                plain={report.certificateNumber}
                copy={t('verify.expert.number')}
              />
            ),
          },
        ];
  const place =
    log &&
    t('verify.expert.leafValue', { number: thousands(log.index + 1), index: log.index, size: thousands(log.size) });
  return [
    ...number,
    ...text(t('verify.expert.record'), record?.id),
    ...text(t('verify.expert.seq'), record?.seq),
    ...hex(t('verify.expert.digest'), report.digest),
    ...text(t('verify.expert.origin'), log?.origin),
    ...(place === null ? [] : [{ label: t('verify.expert.leaf'), value: place }]),
    ...hex(t('verify.expert.root'), log?.root ?? null),
    ...text(t('verify.expert.code'), report.fingerprint && checkCode(report.fingerprint)),
    ...hex(t('verify.expert.fingerprint'), report.fingerprint),
    ...hex(t('verify.expert.trust'), report.trustFingerprint),
  ];
}

/** Numbers and digests for checking by other means. */
export function Expert({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const pairs = useExpertPairs(report);
  if (pairs.length === 0) return null;
  return (
    <details className="result-part">
      <summary>{t('verify.expert.title')}</summary>
      <Pairs items={pairs} />
    </details>
  );
}
