/** Stands for the warnings that a desk gives before it seals a file: a page that checks certificates gives none of them. */
import type { Phrases } from '../../core/words/types.ts';

/** None: nothing in the page may ask for one. */
export const warnings = {} as Phrases['warnings'];
