/** Words that several documents share. Unlike those of a page template, they may change from version to version. */
import { type Words, words } from '../drawing/words.ts';

/** Foot of each page. */
export const pageOfPages = (page: number, of: number): Words =>
  words(`第 ${page} 页，共 ${of} 页`, `page ${page} of ${of}`);
