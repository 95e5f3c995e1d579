/** Missing codes, encoded in an error and decoded again, so that a verdict can name their numbers. */
import { NotaryError } from '../errors.ts';
import type { PaperSet } from './fragments.ts';

/** Numbers of the missing codes, and the total. */
export interface MissingCodes {
  /** Their numbers, for instance `2, 5`. */
  readonly missing: string;
  readonly total: number;
}

/** The error for an incomplete set. */
export function codesMissing({ missing, total }: Pick<PaperSet, 'missing' | 'total'>): NotaryError {
  const names = missing.join(', ');
  return new NotaryError('codes-missing', `codes ${names} of ${total} are missing`, { missing: names, total });
}

/** Parses the message of that error. */
export function missingCodes(message: string): MissingCodes {
  const [, missing = '?', total = '0'] = /^codes ([\d, ]+) of (\d+) are missing$/.exec(message) ?? [];
  return { missing, total: Number(total) };
}
