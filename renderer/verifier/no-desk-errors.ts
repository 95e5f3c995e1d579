/** Stands for the words of errors that only a desk meets: a page that checks certificates meets none of them. */
import type { DeskErrors } from '../../core/words/types.ts';

/** None: nothing in the page may throw one (a test holds it). */
export const deskErrors = {} as DeskErrors;
