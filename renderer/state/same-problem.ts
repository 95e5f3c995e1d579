import type { ApiError } from '../../electron/api.ts';

/** What goes on with the time while an error about the clock stands. */
const MOVING = ['clock', 'than', 'difference'];

/** Whether both tell the same: code and details, whatever the clock says meanwhile. */
export function isSameProblem(one: ApiError, other: ApiError | null): boolean {
  const names = new Set(Object.keys({ ...one.details, ...other?.details }));
  const same = [...names].every((name) => MOVING.includes(name) || one.details[name] === other?.details[name]);
  return one.code === other?.code && same;
}
