import { useTranslation } from 'react-i18next';
import { certificateNumberText } from '../../../core/words/words.ts';
import type { RecordDetail } from '../../../electron/api.ts';
import { Code } from '../../components/hex.tsx';
import { useWords } from '../../state/words.ts';

/** The numbers of a record's certificates, as their pages print them; the newest first. */
export function Numbers({ certificates }: Pick<RecordDetail, 'certificates'>) {
  const { t } = useTranslation();
  const { shortTime } = useWords();
  return (
    <ul className="plain">
      {certificates.map(({ number, time, final, paper }) => (
        <li key={number}>
          <Code text={certificateNumberText(number)} plain={number} copy={t('verify.expert.number')} />{' '}
          <span className="small muted">
            {[
              shortTime(time),
              ...(paper ? [t('records.detail.withCodes')] : []),
              ...(final === false ? [t('sent.provisional')] : []),
            ].join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}
