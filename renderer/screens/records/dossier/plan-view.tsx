import { useTranslation } from 'react-i18next';
import { moneyText, thousands } from '../../../../core/words/words.ts';
import type { DossierPlan, PlannedSum } from '../../../../electron/api.ts';
import { Warnings } from './warnings.tsx';

/** A number of things, as the texts take it. */
const counted = (count: number) => ({ count, formatted: thousands(count) });

function Sum({ sum }: { readonly sum: PlannedSum }) {
  const { t } = useTranslation();
  const { list, currency, count, amount } = sum;
  const said = { money: moneyText({ amount, currency }), formatted: thousands(count) };
  return <li>{t(list === 'items' ? 'dossier.plan.total' : 'dossier.plan.totalCredits', said)}</li>;
}

/** What a dossier would be made of: how many, which sums, what to look at. */
export function PlanView({ plan, asOf }: { readonly plan: DossierPlan; readonly asOf: string }) {
  const { t } = useTranslation();
  const { items, credits, sums, withoutAmount, leftOut, warnings } = plan;
  const isEmpty = items + credits === 0;
  return (
    <>
      <ul className="plan">
        {isEmpty ? (
          <li className="tone-amber">{t('dossier.plan.nothing')}</li>
        ) : (
          <li>
            <strong>{t('dossier.plan.items', counted(items))}</strong>
          </li>
        )}
        {sums
          .filter(({ list }) => list === 'items')
          .map((sum) => (
            <Sum key={sum.currency} sum={sum} />
          ))}
        {credits > 0 && <li>{t('dossier.plan.credits', counted(credits))}</li>}
        {sums
          .filter(({ list }) => list === 'credits')
          .map((sum) => (
            <Sum key={sum.currency} sum={sum} />
          ))}
        {withoutAmount > 0 && <li className="tone-amber">{t('dossier.plan.withoutAmount', counted(withoutAmount))}</li>}
        {leftOut > 0 && <li className="tone-amber">{t('dossier.plan.leftOut', counted(leftOut))}</li>}
      </ul>
      {items > 0 && <Warnings warnings={warnings} asOf={asOf} />}
    </>
  );
}
