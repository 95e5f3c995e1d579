import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Finding } from '../../../core/doctor/findings.ts';
import { useDesk } from '../../state/desk.tsx';
import { useNavigation } from '../../state/navigation.tsx';
import { useWords } from '../../state/words.ts';
import './findings.css';

/** The record of this desk that a finding names, if it names one. */
function ShowRecord({ finding }: { readonly finding: Finding }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { status } = useDesk();
  const { record } = finding.detail;
  if (finding.code !== 'superseded' || typeof record !== 'string' || !status?.ready) return null;
  return (
    <Button size="small" onClick={() => go('records', { do: 'record', id: record })}>
      {t('verify.lone.show')}
    </Button>
  );
}

/** What happened to a document that is not the sealed one, each finding with how sure it is. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useTranslation();
  const { words } = useWords();
  if (findings.length === 0) return null;
  return (
    <ul className="findings" aria-label={t('doctor.whatHappened')}>
      {findings.map((finding) => {
        const { certainty, label, sentence } = words.findingWords(finding);
        return (
          <li key={finding.code}>
            <span className={`certainty ${certainty}`}>{label}</span> <span>{sentence}</span>{' '}
            <ShowRecord finding={finding} />
          </li>
        );
      })}
    </ul>
  );
}
