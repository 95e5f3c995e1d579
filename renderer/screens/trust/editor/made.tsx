import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { visibleName } from '../../../../core/formats/plain-text.ts';
import type { ApiError, BundleMade } from '../../../../electron/api.ts';
import { CheckCode } from '../../../components/check-code.tsx';
import { useWords } from '../../../state/words.ts';
import { NameWarnings } from '../name-warnings.tsx';

/** The check code of the bundle, large, to be read out; and what to know before it is handed over. */
export function Made({ made }: { readonly made: BundleMade }) {
  const { t } = useTranslation();
  const { words } = useWords();
  const { code, fingerprint, short, bundle } = made;
  return (
    <section className="stack made" aria-label={t('trust.code')}>
      <div className="row">
        <div>
          <p className="small muted">{t('trust.code')}</p>
          <div className="large-code">
            <CheckCode code={code} fingerprint={fingerprint} />
          </div>
        </div>
        <Button className="push no-print" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
          {t('bundle.print')}
        </Button>
      </div>
      <p className="small">{t('bundle.readOut')}</p>
      {short.length > 0 && (
        <p className="tone-amber">{t('bundle.short', { names: words.names(short.map(visibleName)) })}</p>
      )}
      <NameWarnings bundle={bundle} fingerprint={fingerprint} />
    </section>
  );
}

/** Why no bundle can be made yet. Where files differ in names only, one may say whose names are to be used. */
export function NotMade({ problem, onFirst }: { readonly problem: ApiError; onFirst(): void }) {
  const { t } = useTranslation();
  const { words } = useWords();
  return (
    <div className="not-made tone-amber" role="status">
      <p className="flat">{words.error(problem.code, problem.details).happened}</p>
      {problem.details.reason === 'trust-two-names' && (
        <Button size="small" onClick={onFirst}>
          {t('bundle.namesOfFirst')}
        </Button>
      )}
    </div>
  );
}
