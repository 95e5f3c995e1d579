import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { visibleName } from '../../../core/formats/plain-text.ts';
import type { Report, Signer } from '../../../core/verification/report.ts';
import { useDesk } from '../../state/desk.tsx';
import { useNavigation } from '../../state/navigation.tsx';
import { offsetAt, useWords } from '../../state/words.ts';

/** More segments than this cannot be told apart. */
const MOST_SEGMENTS = 24;

/** How many of the needed signers have signed: as a bar and in words. Green is only beside a green verdict. */
export function QuorumMeter({ have, need, all, proven }: NonNullable<Report['quorum']> & { readonly proven: boolean }) {
  const { t } = useTranslation();
  if (need === 0) return <p className="small muted">{t('verify.quorumNone')}</p>;
  // a policy may need more signers than its bundle names
  const most = Math.max(all, need);
  const segments = Math.min(most, MOST_SEGMENTS);
  const [filled, needed] = [have, need].map((count) => Math.floor((count / most) * segments));
  return (
    <div className="quorum">
      <span className="quorum-bar" aria-hidden="true">
        {Array.from({ length: segments }, (_, i) => (
          <span
            key={i}
            className={`${i < (filled ?? 0) ? (proven ? 'filled' : 'filled doubted') : ''} ${i + 1 === needed ? 'needed' : ''}`}
          />
        ))}
      </span>
      <span>{t('verify.quorum', { have, need, all: most })}</span>
    </div>
  );
}

function SignerLine({ signer }: { readonly signer: Signer }) {
  const { t } = useTranslation();
  const { words, time } = useWords();
  return (
    <li className={signer.counts ? 'counts' : undefined}>
      <span aria-hidden="true" className={signer.counts ? 'tone-green' : 'tone-grey'}>
        {signer.counts ? '✓' : '○'}
      </span>
      <span className="wrap">
        <strong>{signer.named ? visibleName(signer.name) : words.selfNamed(signer.name)}</strong>{' '}
        <span className="muted">{words.roles[signer.role]}</span>
      </span>
      <span className="small muted">
        {signer.time === null ? t('verify.noTime') : t('verify.since', { time: time(signer.time) })}
        {' · '}
        {t(signer.counts ? 'verify.counts' : 'verify.notCounted')}
      </span>
    </li>
  );
}

function Basis({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { status } = useDesk();
  if (report.trustName !== null)
    return (
      <p className="small muted">
        {t('verify.basis', { name: report.trustName })}
        {!report.trustCompared && <strong className="tone-amber"> · {t('verify.basisNot')}</strong>}
      </p>
    );
  return (
    <div className="row">
      <span className="small muted">{t('verify.basisNone')}</span>
      {status?.ready && (
        <Button size="small" onClick={() => go('trust')}>
          {t('verify.acceptTrust')}
        </Button>
      )}
    </div>
  );
}

/** How each chain and witness of the bundle stands, where it names several. */
function Policy({ report }: { readonly report: Report }) {
  const { words } = useWords();
  const policy = words.policy(report, offsetAt(report.provenTime ?? Date.now()));
  if (policy === null) return null;
  return (
    <div className="policy">
      <p className="flat">{policy.needed}</p>
      <p className="flat small muted">{policy.found}</p>
      <ul className="signers">
        {policy.lines.map(({ counts, text }) => (
          <li key={text} className={counts ? 'counts' : undefined}>
            <span aria-hidden="true" className={counts ? 'tone-green' : 'tone-grey'}>
              {counts ? '✓' : '○'}
            </span>
            <span className="wrap">{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Who signed, since when, and whether that is enough. Those who count come first. */
export function WhoVouches({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const { words } = useWords();
  // a bar of one chain's members says nothing of a policy of several
  const isOfSeveral = words.policy(report, 0) !== null;
  const signers = [...report.signers].sort((a, b) => Number(b.counts) - Number(a.counts));
  return (
    <section className="result-part" aria-label={t('verify.who')}>
      <h3>{t('verify.who')}</h3>
      <Policy report={report} />
      {report.quorum !== null && !isOfSeveral && (
        <QuorumMeter {...report.quorum} proven={report.verdict === 'proven'} />
      )}
      {signers.length === 0 ? (
        <p className="muted">{t('verify.nobody')}</p>
      ) : (
        <ul className="signers">
          {signers.map((signer) => (
            <SignerLine key={`${signer.fingerprint} ${signer.role}`} signer={signer} />
          ))}
        </ul>
      )}
      <Basis report={report} />
    </section>
  );
}
