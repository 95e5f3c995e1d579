/** Sums and tolerances of a match, beside Python's `decimal`: amounts of up to 15 digits and 6 decimals, and sums of many. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { millionths } from '../../core/documents/reading/values.ts';
import { decimalText, isWithin, sumUp } from '../../core/trace/match/decimals.ts';

const PYTHON = `
import json, sys
from decimal import Decimal, getcontext
getcontext().prec = 100
out = []
for amounts, expected, percent, absolute in json.load(sys.stdin):
    total = sum((Decimal(one) for one in amounts), Decimal(0))
    excess = total - Decimal(expected)
    allowed = max(Decimal(percent) * abs(Decimal(expected)) / 100, Decimal(absolute))
    text = format(total.normalize(), 'f')
    out.append([text if total != 0 else '0', abs(excess) <= allowed])
json.dump(out, sys.stdout)
`;

/** A small generator of its own, so that a failure can be repeated. */
let state = 20_261_130;
function next(below: number): number {
  state = (state * 48_271) % 2_147_483_647;
  return state % below;
}
const digits = (count: number) => Array.from({ length: count }, () => next(10)).join('');
const amount = (sign = true) => {
  const decimals = next(7);
  const whole = digits(1 + next(15)).replace(/^0+(?=\d)/, '');
  return `${sign && next(4) === 0 ? '-' : ''}${whole}${decimals === 0 ? '' : `.${digits(decimals)}`}`;
};

const hasPython = spawnSync('python3', ['-c', 'import decimal']).status === 0;

describe.runIf(hasPython)('beside the decimal numbers of Python', () => {
  it('adds up to the same digits, and allows the same', () => {
    const cases = Array.from({ length: 3000 }, (_, i) => {
      const amounts = Array.from({ length: 1 + next(12) }, () => amount());
      const total = sumUp(amounts.map(millionths));
      const percent = `${next(12)}.${digits(1 + next(6))}`;
      // every second one lies at the edge of what is allowed
      const near = total + BigInt(next(3) - 1);
      const expected = i % 2 === 0 ? amount() : decimalText(near);
      return [amounts, expected, percent, i % 3 === 0 ? '0.000001' : amount(false)] as const;
    });
    const python = spawnSync('python3', ['-c', PYTHON], { input: JSON.stringify(cases), maxBuffer: 1 << 26 });
    const answers = JSON.parse(python.stdout.toString('utf8')) as readonly [string, boolean][];
    const ours = cases.map(([amounts, expected, percent, absolute]) => {
      const total = sumUp(amounts.map(millionths));
      const size = millionths(expected);
      return [decimalText(total), isWithin(total - size, size, { percent, absolute })];
    });
    expect(ours).toEqual(answers);
    expect(new Set(answers.map(([, within]) => within)).size).toBe(2);
  });
});
