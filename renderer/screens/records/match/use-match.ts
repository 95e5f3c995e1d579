import { useEffect, useState } from 'react';
import type { MatchResult, MatchWish } from '../../../../electron/api.ts';
import { asApiError, call, notary } from '../../../bridge.ts';
import { useWords } from '../../../state/words.ts';

/** Milliseconds until a choice is taken for what is meant: who types changes several things in a row. */
const PATIENCE = 250;

interface Answer {
  /** What was asked. */
  readonly asked: string;
  /** The sentence for what was not taken. */
  readonly wrong: string | null;
}

/** What was found, anew for every choice; nothing is asked while something in it is wrong. The older result stays, as old. */
export function useMatch(wish: MatchWish, isAsked: boolean) {
  const { words } = useWords();
  const [found, setFound] = useState<MatchResult | null>(null);
  const [answer, setAnswer] = useState<Answer>({ asked: '', wrong: null });
  const asked = JSON.stringify(wish);
  useEffect(() => {
    if (!isAsked) return;
    let wanted = true;
    const ask = async () => {
      try {
        const result = await call(notary.match(JSON.parse(asked) as MatchWish));
        if (!wanted) return;
        setFound(result);
        setAnswer({ asked, wrong: null });
      } catch (thrown) {
        const { code, details } = asApiError(thrown);
        if (wanted) setAnswer({ asked, wrong: words.error(code, details).happened });
      }
    };
    const timer = setTimeout(() => void ask(), PATIENCE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [asked, isAsked, words]);
  const isAnswered = isAsked && answer.asked === asked;
  const refused = words.error('bad-input', { reason: 'not-a-tolerance' }).happened;
  return {
    found,
    wrong: isAsked ? (isAnswered ? answer.wrong : null) : refused,
    /** Whether what was found is the answer to this choice. */
    isCurrent: isAnswered && answer.wrong === null && found !== null,
  };
}
