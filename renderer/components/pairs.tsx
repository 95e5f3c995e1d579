import type { ReactNode } from 'react';
import { visible } from '../../core/formats/plain-text.ts';

export interface Pair {
  readonly label: string;
  readonly value: ReactNode;
}

/** Labels and values under each other. */
export function Pairs({ items }: { readonly items: readonly Pair[] }) {
  return (
    <dl className="pairs">
      {items.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{typeof value === 'string' ? visible(value) : value}</dd>
        </div>
      ))}
    </dl>
  );
}
