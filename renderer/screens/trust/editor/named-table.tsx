import { useTranslation } from 'react-i18next';
import { visible, visibleName } from '../../../../core/formats/plain-text.ts';
import type { BundlePlan } from '../../../../electron/api.ts';
import { Hex } from '../../../components/hex.tsx';

type Row = BundlePlan['rows'][number];

function Name({ organisation, controller }: Pick<Row, 'organisation' | 'controller'>) {
  const { t } = useTranslation();
  return (
    <>
      {visibleName(organisation)}
      {organisation !== controller && (
        <span className="small muted"> {t('bundle.controller', { name: visibleName(controller) })}</span>
      )}
    </>
  );
}

/** Every name and key, for a person to look through: logs, witnesses, members of chains. */
export function NamedTable({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation();
  return (
    <div className="named-table">
      <table>
        <caption className="small muted">{t('bundle.named', { count: rows.length })}</caption>
        <thead>
          <tr className="small muted">
            <th scope="col">{t('bundle.as')}</th>
            <th scope="col">{t('bundle.who')}</th>
            <th scope="col">{t('bundle.key')}</th>
            <th scope="col" className="no-print">
              {t('bundle.from')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={JSON.stringify([row.as, row.chain, row.organisation, row.controller, row.fingerprint, row.vkey])}>
              <td>
                {t(`bundle.roles.${row.as}`)}
                {row.chain !== null && <span className="small muted"> {visible(row.chain)}</span>}
              </td>
              <th scope="row" className="wrap">
                <Name {...row} />
              </th>
              <td>
                {row.is === 'certificate' && <span className="small muted">{t('bundle.certificate')} </span>}
                <Hex value={row.fingerprint} copy={t('bundle.keyOf', { name: visibleName(row.organisation) })} />
              </td>
              <td className="small muted wrap no-print">{row.sources.map(visibleName).join(' · ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
