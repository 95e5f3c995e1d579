import { useEffect, useState } from 'react';
import type { ApiError, DossierPlan, DossierPlanWish } from '../../../../electron/api.ts';
import { asApiError, call, notary } from '../../../bridge.ts';

/** Milliseconds until a choice is taken for what is meant: who types changes several things in a row. */
const PATIENCE = 250;

/** What the desk answered to a question. */
interface Answer {
  readonly asked: string;
  readonly plan: DossierPlan | null;
  readonly error: ApiError | null;
}

/** What a dossier would be made of, asked anew for every choice; `again` asks once more for the same. */
export function usePlan(wish: DossierPlanWish | null, again: number) {
  const [answer, setAnswer] = useState<Answer>({ asked: '', plan: null, error: null });
  const asked = wish === null ? '' : `${again} ${JSON.stringify(wish)}`;
  useEffect(() => {
    if (asked === '') return;
    let wanted = true;
    const say = (found: Pick<Answer, 'plan' | 'error'>) => wanted && setAnswer({ asked, ...found });
    const ask = () =>
      call(notary.dossierPlan(JSON.parse(asked.slice(asked.indexOf(' '))) as DossierPlanWish)).then(
        (plan) => say({ plan, error: null }),
        (thrown) => say({ plan: null, error: asApiError(thrown) }),
      );
    const timer = setTimeout(() => void ask(), PATIENCE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [asked]);
  const isCurrent = asked !== '' && answer.asked === asked;
  return {
    plan: asked === '' ? null : answer.plan,
    error: isCurrent ? answer.error : null,
    /** Whether the plan is that of this choice. */
    isCurrent,
  };
}
