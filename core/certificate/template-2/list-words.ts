/** Words of page template 2 for facts that are lists, of which some elements are withheld. */
import { type Words, words } from '../drawing/words.ts';

/** How many elements of a list are shown. */
export const partlyShown = (shown: number, of: number): Words =>
  words(`共 ${of} 项，示出 ${shown} 项`, `${shown} of ${of} shown`);

/** The same of those that are withheld. */
export const partlyWithheld = (hidden: number, of: number): Words =>
  words(`（${of} 项中的 ${hidden} 项）`, `(${hidden} of ${of})`);
