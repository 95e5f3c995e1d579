/** One program in two places: the page, and the thread that the page starts with its own text to look into documents. */
import { answerQuestions } from './doctor/answer.ts';
import { startPage } from './main.ts';

if (typeof document === 'undefined') answerQuestions(globalThis as unknown as Parameters<typeof answerQuestions>[0]);
else startPage(document.currentScript?.textContent ?? '');
