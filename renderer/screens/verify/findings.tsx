import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../core/documents/doctor/findings.ts';
import type { Report } from '../../../core/verification/report.ts';
import { useDesk } from '../../state/desk.tsx';
import { useNavigation } from '../../state/navigation.tsx';
import { useWords } from '../../state/words.ts';
import './findings.css';

/** The record that a finding names, if it names one. */
function ShowRecord({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { record } = finding.detail;
  if (finding.code !== 'superseded' || typeof record !== 'string') return null;
  return (
    <Button size="small" onClick={() => go('records', { do: 'record', id: record })}>
      {t('verify.lone.show')}
    </Button>
  );
}

/** What happened to a document that is not the sealed one, or to its record, each finding with how sure it is. */
export function Findings({ report }: { readonly report: Report }) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { status } = useDesk();
  const { findings, log } = report;
  // ids of another desk's records cannot be opened here
  const isOwn = status?.ready === true && status.origin === log?.origin;
  if (findings.length === 0) return null;
  return (
    <ul className="findings" aria-label={t('doctor.whatHappened')}>
      {findings.map((finding) => {
        const { certainty, label, sentence } = words.findingWords(finding);
        return (
          <li key={`${finding.code} ${finding.detail.record ?? finding.detail.reason ?? ''}`}>
            <span className={`certainty ${certainty}`}>{label}</span> <span>{sentence}</span>{' '}
            {isOwn && <ShowRecord finding={finding} />}
          </li>
        );
      })}
    </ul>
  );
}
