import { errorCode } from '../../../core/errors.ts';

/** What an action did: `accepted`, or the code of the error it threw (`internal` is a defect and never expected). */
export function outcome(action: () => unknown): string {
  try {
    action();
    return 'accepted';
  } catch (error) {
    return errorCode(error);
  }
}

/** How often a property is tried; `npm run test:long` tries twenty times as often. */
export function runs(usual: number): { numRuns: number } {
  const env = (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env;
  return { numRuns: env?.NOTARY_LONG ? usual * 20 : usual };
}
