import type { BoxWords } from '../../../core/words/box-types.ts';
import type { Words } from '../../../core/words/words.ts';
import type { Strings } from '../strings.ts';

/** What every part of the page needs to produce text. */
export interface ViewContext {
  readonly words: Words;
  readonly strings: Strings;
  /** The words of a sheet, the same as in the app. */
  readonly boxWords: BoxWords;
  /** Minutes east of UTC of this device. */
  readonly offsetMinutes: number;
  readonly now: number;
  /** Goes to the bundles that were offered and not accepted; null where there are none. */
  readonly toTrust: (() => void) | null;
}
