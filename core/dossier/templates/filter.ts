/** The filter of a dossier's rule over the facts of records: which come in, as far as facts can tell it. */
import { millionths } from '../../documents/reading/values.ts';
import type { Condition } from '../../records/dossier.ts';
import { type AnyFacts, isDate, isMoney } from '../../records/facts.ts';

/** Whether every condition holds. A fact that is not stated meets none, not even `not`. */
export function meets(facts: AnyFacts, conditions: readonly Condition[]): boolean {
  return conditions.every((condition) => {
    const stated = Object.hasOwn(facts, condition.fact) ? facts[condition.fact] : null;
    return stated != null && holds(stated, condition);
  });
}

const AMOUNT = /^-?\d{1,15}(?:\.\d{1,6})?$/;

function holds(stated: unknown, { op, value }: Condition): boolean {
  if (op === 'is') return isEqual(stated, value);
  if (op === 'not') return !isEqual(stated, value);
  const order = compared(stated, value);
  return order !== null && (op === 'from' ? order >= 0 : order <= 0);
}

/** A text, one of several texts, an amount by its value, or the currency of an amount. */
function isEqual(stated: unknown, value: string): boolean {
  if (typeof stated === 'string') return stated === value;
  if (typeof stated === 'number') return String(stated) === value;
  if (Array.isArray(stated)) return stated.includes(value);
  return isMoney(stated) && (stated.currency === value || compared(stated, value) === 0);
}

/** Below zero, zero or above it as the stated day or amount is earlier or less than the value; null where they can't be compared. */
function compared(stated: unknown, value: string): number | null {
  const amount = isMoney(stated) ? stated.amount : stated;
  if (typeof amount !== 'string') return null;
  if (isDate(amount) && isDate(value)) return amount < value ? -1 : amount > value ? 1 : 0;
  if (!AMOUNT.test(amount) || !AMOUNT.test(value)) return null;
  const difference = millionths(amount) - millionths(value);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
