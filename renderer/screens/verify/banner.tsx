import type { ReactNode } from 'react';
import type { Look } from './looks.tsx';

interface Props {
  readonly look: Look;
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

/** A verdict over the full width: icon, colour, what happened, what to do. */
export function Banner({ look, title, sentence, details, next, remarks = [], children }: Props) {
  return (
    <div className={`banner tone-${look.tone}`}>
      <span className="banner-icon" aria-hidden="true">
        {look.icon}
      </span>
      <div className="banner-words">
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
