import { CheckOutlined, ExclamationCircleOutlined, QuestionCircleOutlined } from '@ant-design/icons';
import { Checkbox } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { POOL_RULES } from '../../../../core/dossier/tables/rules.ts';
import { poolWords } from '../../../../core/dossier/tables/words.ts';
import type { PoolWarning } from '../../../../electron/api.ts';
import { useWords } from '../../../state/words.ts';

const LOOKS: Readonly<Record<PoolWarning['state'], readonly [tone: 'green' | 'amber' | 'grey', icon: ReactNode]>> = {
  clear: ['green', <CheckOutlined key="clear" aria-hidden="true" />],
  warning: ['amber', <ExclamationCircleOutlined key="warning" aria-hidden="true" />],
  'not-known': ['grey', <QuestionCircleOutlined key="not-known" aria-hidden="true" />],
};

function Row({ warning }: { readonly warning: PoolWarning }) {
  const { language } = useWords();
  const words = poolWords(language);
  const { code, currency, state } = warning;
  const [tone, icon] = LOOKS[state];
  const { source } = POOL_RULES.rules[code];
  return (
    <li className="pool-warning">
      <span className={`state tone-${tone}`}>
        {icon} {words.states[state]}
      </span>
      <div>
        <p className="flat">
          {words.rules[code].asks}
          {currency !== null && <span className="muted"> · {currency}</span>}
        </p>
        <p className="flat small muted">
          {words.rules[code].found(warning)}
          {source !== '' && ` · ${source}`}
        </p>
      </div>
    </li>
  );
}

/** What the rules for pools say; at first only what needs a look. */
export function Warnings({ warnings, asOf }: { readonly warnings: readonly PoolWarning[]; readonly asOf: string }) {
  const { t } = useTranslation();
  const [only, setOnly] = useState(true);
  const title = useId();
  if (warnings.length === 0) return null;
  const shown = warnings.filter(({ state }) => !only || state !== 'clear');
  return (
    <section aria-labelledby={title}>
      <div className="row">
        <h3 id={title} className="flat">
          {t('dossier.warnings.title', { day: asOf })}
        </h3>
        <Checkbox className="push-end" checked={only} onChange={({ target }) => setOnly(target.checked)}>
          {t('dossier.warnings.only')}
        </Checkbox>
      </div>
      {shown.length === 0 && <p className="tone-green">{t('dossier.warnings.clear')}</p>}
      <ul className="pool-warnings">
        {shown.map((warning) => (
          <Row key={`${warning.code} ${warning.currency}`} warning={warning} />
        ))}
      </ul>
      <p className="small muted">{t('dossier.warnings.note')}</p>
    </section>
  );
}
