import { useState } from 'react';
import type { ApiError, DossierPlan, DossierPlanWish } from '../../../../electron/api.ts';
import { asApiError, call, notary } from '../../../bridge.ts';
import { useAskedLater } from '../../../state/asked-later.ts';

/** What the desk answered to a question. */
interface Answer {
  readonly asked: string;
  readonly plan: DossierPlan | null;
  readonly error: ApiError | null;
}

/** What a dossier would be made of, asked anew for every choice; `again` asks once more for the same. */
export function usePlan(wish: DossierPlanWish | null, again: number) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const asked = wish === null ? null : `${again} ${JSON.stringify(wish)}`;
  useAskedLater(asked, async (isWanted) => {
    if (asked === null || wish === null) return;
    const say = (found: Pick<Answer, 'plan' | 'error'>) => isWanted() && setAnswer({ asked, ...found });
    try {
      say({ plan: await call(notary.dossierPlan(wish)), error: null });
    } catch (thrown) {
      say({ plan: null, error: asApiError(thrown) });
    }
  });
  const isCurrent = answer !== null && answer.asked === asked;
  return {
    plan: asked === null ? null : (answer?.plan ?? null),
    error: isCurrent ? answer.error : null,
    /** Whether the plan is that of this choice. */
    isCurrent,
  };
}
