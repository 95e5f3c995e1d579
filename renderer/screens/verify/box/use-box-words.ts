import { boxWordsFor } from '../../../../core/words/box.ts';
import type { BoxWords } from '../../../../core/words/box-types.ts';
import { useWords } from '../../../state/words.ts';

/** The words of a sheet, the same as on its exports and on the command line. */
export function useBoxWords(): BoxWords {
  return boxWordsFor(useWords().language);
}
