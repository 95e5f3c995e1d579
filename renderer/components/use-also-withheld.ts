import { useEffect, useState } from 'react';
import { call, notary } from '../bridge.ts';

const NONE: readonly string[] = [];

/** The facts that certificates of these records withhold besides, as the desk finds them; none until it has answered. */
export function useAlsoWithheld(ids: readonly string[], withhold: readonly string[]): readonly string[] {
  const asked = JSON.stringify({ ids, withhold });
  const [answer, setAnswer] = useState({ asked: '', names: NONE });
  useEffect(() => {
    let isWanted = true;
    const wish = JSON.parse(asked) as { readonly ids: readonly string[]; readonly withhold: readonly string[] };
    if (wish.ids.length === 0 || wish.withhold.length === 0) return;
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
