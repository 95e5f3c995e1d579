/** What a comparison may allow, as people type it. */
import { NotaryError } from '../../errors.ts';
import { accepts } from '../../formats/decoder.ts';
import type { Allowance } from './match.ts';
import { decimal, MAX_DAYS } from './statement.ts';

function refuse(reason: string): never {
  throw new NotaryError('bad-input', `not a tolerance: ${reason}`, { reason });
}

/** Names of what in it no statement can have. */
export function wrongIn({ percent, absolute, days }: Allowance): readonly (keyof Allowance)[] {
  const fits = {
    percent: accepts(decimal, percent),
    absolute: accepts(decimal, absolute),
    days: Number.isInteger(days) && days >= 0 && days <= MAX_DAYS,
  };
  return (['percent', 'absolute', 'days'] as const).filter((name) => !fits[name]);
}

/** Throws `bad-input` unless a statement can have it. */
export function checkAllowance(allowance: Allowance): void {
  if (wrongIn(allowance).length > 0) refuse('not-a-tolerance');
}

/** A part or an amount: `1%` or `5.00`, in whatever width. Throws `bad-input`. */
export function typedTolerance(typed: string): Partial<Pick<Allowance, 'percent' | 'absolute'>> {
  const text = typed.normalize('NFKC').replace(/\s/g, '');
  const [, digits = '', sign] = /^(.+?)(%)?$/.exec(text) ?? [];
  if (!accepts(decimal, digits)) refuse('not-a-tolerance');
  return sign === undefined ? { absolute: digits } : { percent: digits };
}
