import type { Words } from '../../../core/words/words.ts';
import type { Strings } from '../strings.ts';

/** What every part of the page needs to speak. */
export interface ViewContext {
  readonly words: Words;
  readonly strings: Strings;
  /** Minutes east of UTC of this device. */
  readonly offsetMinutes: number;
  readonly now: number;
}
