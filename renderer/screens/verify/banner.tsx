import { CheckCircleFilled, MinusCircleOutlined, SwapOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { MatchWords } from '../../../core/words/types.ts';
import type { Look } from './looks.tsx';

interface Props {
  readonly look: Look;
  /** Whether the document is the one of the record, said first; left out where that says nothing. */
  readonly match?: MatchWords | null;
  readonly title: string;
  /** What happened. */
  readonly sentence: string;
  /** More about what happened, between the sentence and what to do. */
  readonly details?: ReactNode;
  /** What to do; null when there is nothing to do. */
  readonly next: string | null;
  readonly remarks?: readonly string[];
  readonly children?: ReactNode;
}

const matchLooks = {
  same: { tone: 'ink', icon: <CheckCircleFilled aria-hidden="true" /> },
  different: { tone: 'red', icon: <SwapOutlined aria-hidden="true" /> },
  'not-compared': { tone: 'grey', icon: <MinusCircleOutlined aria-hidden="true" /> },
} as const;

/** Green only beside a green verdict: with what nobody vouches for, the same file proves nothing yet. */
function MatchLine({ match: { state, sentence }, verdict }: { readonly match: MatchWords; readonly verdict: Look }) {
  const { tone: own, icon } = matchLooks[state];
  const tone = state === 'same' && verdict.tone === 'green' ? 'green' : own;
  return (
    <p className={`banner-match tone-${tone}`}>
      <span aria-hidden="true">{icon}</span> {sentence}
    </p>
  );
}

/** A verdict over the full width: icon, colour, what happened, what to do. */
export function Banner({ look, match = null, title, sentence, details, next, remarks = [], children }: Props) {
  return (
    <div className={`banner tone-${look.tone}`}>
      <span className="banner-icon" aria-hidden="true">
        {look.icon}
      </span>
      <div className="banner-words">
        {match !== null && <MatchLine match={match} verdict={look} />}
        <h2>{title}</h2>
        <p className="banner-sentence">{sentence}</p>
        {details}
        {next !== null && <p className="banner-next">{next}</p>}
        {remarks.map((remark) => (
          <p key={remark} className="small">
            {remark}
          </p>
        ))}
        {children}
      </div>
    </div>
  );
}
