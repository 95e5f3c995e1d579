import { useTranslation } from 'react-i18next';
import { visible } from '../../../core/formats/plain-text.ts';
import type { Check } from '../../../core/verification/report.ts';
import { useWords } from '../../state/words.ts';
import { checkLooks } from './looks.tsx';

function CheckLine({ check }: { readonly check: Check }) {
  const { words } = useWords();
  const { tone, sign } = checkLooks[check.state];
  return (
    <li>
      <span className={`tone-${tone}`} aria-hidden="true">
        {sign}
      </span>
      <span>
        <strong>{words.checks[check.name]}</strong>{' '}
        <span className={`small tone-${tone}`}>{words.checkStates[check.state]}</span>
      </span>
      <span className="small" title={visible(check.detail)}>
        {words.checkSentence(check)}
      </span>
    </li>
  );
}

/** Every check with its own state; folded, and open when one failed. */
export function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const { t } = useTranslation();
  const count = (wanted: (check: Check) => boolean) => checks.filter(wanted).length;
  const passed = count((check) => check.state === 'passed');
  const failed = count((check) => check.state === 'failed');
  const others = checks.length - passed - failed;
  const parts = [
    failed > 0 ? t('verify.checks.failed', { count: failed }) : '',
    t('verify.checks.passed', { count: passed }),
    others > 0 ? t('verify.checks.other', { count: others }) : '',
  ];
  return (
    <details className="result-part" open={failed > 0}>
      <summary>
        {t('verify.checks.title')} <span className="muted">{parts.filter(Boolean).join(' · ')}</span>
      </summary>
      <ul className="check-list">
        {checks.map((check) => (
          <CheckLine key={check.name} check={check} />
        ))}
      </ul>
    </details>
  );
}
