import { useEffect, useState } from 'react';
import type { Withhold } from '../../core/handover/withhold.ts';
import { call, notary } from '../bridge.ts';

const NONE: readonly string[] = [];

const isNothing = (withhold: Withhold) => Array.isArray(withhold) && withhold.length === 0;

/** The facts that certificates of these records withhold besides, as the desk finds them; none until it has answered. */
export function useAlsoWithheld(ids: readonly string[], withhold: Withhold): readonly string[] {
  const asked = JSON.stringify({ ids, withhold });
  const [answer, setAnswer] = useState({ asked: '', names: NONE });
  useEffect(() => {
    let isWanted = true;
    const wish = JSON.parse(asked) as { readonly ids: readonly string[]; readonly withhold: Withhold };
    if (wish.ids.length === 0 || isNothing(wish.withhold)) return;
    call(notary.alsoWithheld(wish))
      .then((names) => isWanted && setAnswer({ asked, names }))
      // what is wrong with a record is told when certificates are made
      .catch(() => {});
    return () => {
      isWanted = false;
    };
  }, [asked]);
  return answer.asked === asked ? answer.names : NONE;
}
