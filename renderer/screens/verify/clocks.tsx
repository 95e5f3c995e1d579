import { useTranslation } from 'react-i18next';
import type { Report } from '../../../core/verification/report.ts';
import { useWords } from '../../state/words.ts';

/**
 * The time that "proven" is based on, else the earliest of a signer who counts; never that of the issuer's own witness.
 */
function chainTime(report: Report): string | null {
  if (report.verdict === 'proven') return report.provenTime;
  const times = report.signers.flatMap((signer) =>
    signer.counts && signer.role !== 'tsa' && signer.time !== null ? [signer.time] : [],
  );
  return times.sort()[0] ?? null;
}

/** Device, chain and timestamp authority: three clocks, always apart, on one line. */
export function Clocks({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const { words, time } = useWords();
  const tsa = report.signers.find((signer) => signer.role === 'tsa')?.time ?? null;
  const chain = chainTime(report);
  const clock = report.clock === null ? '' : words.clocks[report.clock];
  const lines = [
    { label: t('verify.clocks.device'), instant: report.deviceTime, none: t('verify.clocks.deviceNone'), note: clock },
    { label: t('verify.clocks.chain'), instant: chain, none: t('verify.clocks.none'), note: '' },
    { label: t('verify.clocks.tsa'), instant: tsa, none: t('verify.clocks.none'), note: '' },
  ];
  return (
    <section className="result-part" aria-label={t('verify.clocks.title')}>
      <h3>{t('verify.clocks.title')}</h3>
      <dl className="clocks">
        {lines.map(({ label, instant, none, note }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {instant === null ? <span className="muted">{none}</span> : time(instant)}
              {note !== '' && <span className="small muted"> {note}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
