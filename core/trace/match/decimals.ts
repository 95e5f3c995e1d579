/**
 * Exact decimal numbers: amounts and quantities as records state them, in millionths. Nothing is rounded and nothing is a
 * floating-point number, so that whoever adds up again gets the same digits.
 */
import { millionths } from '../../documents/reading/values.ts';

const MILLION = 1_000_000n;

/** How far two numbers may be apart: the larger of a part of the expected one and a fixed amount. */
export interface Tolerance {
  /** Per cent, a decimal number that is not below zero. */
  readonly percent: string;
  /** In the unit of what is compared, a decimal number that is not below zero. */
  readonly absolute: string;
}

/** The text of a number in millionths: no zeros at its end beyond `places` digits behind the point. */
export function decimalText(value: bigint, places = 0): string {
  const digits = (value < 0n ? -value : value).toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '').padEnd(places, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -6)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The sum of numbers in millionths. */
export const sumUp = (numbers: readonly bigint[]): bigint => numbers.reduce((sum, one) => sum + one, 0n);

/**
 * Whether `excess`, by which something is above or below `expected`, is within the tolerance. All in millionths; compared
 * without a division: `excess ≤ percent × expected / 100`.
 */
export function isWithin(excess: bigint, expected: bigint, { percent, absolute }: Tolerance): boolean {
  const size = (value: bigint) => (value < 0n ? -value : value);
  if (size(excess) <= millionths(absolute)) return true;
  return size(excess) * 100n * MILLION <= millionths(percent) * size(expected);
}

/** Days from one day to another, both `YYYY-MM-DD`: negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
