import { useState } from 'react';
import type { ApiError, MatchResult, MatchWish } from '../../../../electron/api.ts';
import { asApiError, call, notary } from '../../../bridge.ts';
import { useAskedLater } from '../../../state/asked-later.ts';
import { useWords } from '../../../state/words.ts';

interface Answer {
  /** What was asked. */
  readonly asked: string;
  /** Why it was not taken. */
  readonly error: ApiError | null;
}

/** What was found, anew for every choice; nothing is asked while something in it is wrong. The older result stays, as old. */
export function useMatch(wish: MatchWish, isAsked: boolean) {
  const { words } = useWords();
  const [found, setFound] = useState<MatchResult | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const asked = JSON.stringify(wish);
  useAskedLater(isAsked ? asked : null, async (isWanted) => {
    try {
      const result = await call(notary.match(wish));
      if (!isWanted()) return;
      setFound(result);
      setAnswer({ asked, error: null });
    } catch (thrown) {
      if (isWanted()) setAnswer({ asked, error: asApiError(thrown) });
    }
  });
  const current = isAsked && answer?.asked === asked ? answer : null;
  const said = ({ code, details }: Pick<ApiError, 'code' | 'details'>) => words.error(code, details).happened;
  const refused = isAsked ? (current?.error ?? null) : WRONG;
  return {
    found,
    wrong: refused && said(refused),
    /** Whether what was found is the answer to this choice. */
    isCurrent: current !== null && current.error === null && found !== null,
  };
}

/** What is not even asked. */
const WRONG = { code: 'bad-input', details: { reason: 'not-a-tolerance' } } as const;
