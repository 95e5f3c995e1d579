/** Steps of trying something, a line for each as it is done. */
import type { TellSteps, TestStep } from '../connectors/kind.ts';
import { type Context, printLines } from './context.ts';
import { errorLine } from './print.ts';

const MARKS: Readonly<Record<TestStep['state'], string>> = { passed: '✓', failed: '✕', 'not-run': '–' };

function stepLine({ language, words }: Context, { label, state, note, error }: TestStep): string {
  const said = error ? errorLine(words, error) : (note?.[language] ?? '');
  return `  ${MARKS[state]} ${label[language]}${said === '' ? '' : `: ${said}`}`;
}

/** Prints what is new among the steps each time that it is called; with `--json` nothing. */
export function stepPrinter(context: Context): TellSteps {
  let printed = 0;
  return (steps) => {
    const lines = steps.slice(printed).map((step) => stepLine(context, step));
    if (!context.json) printLines(context, lines);
    printed = steps.length;
  };
}

/** Whether none of them failed. */
export const isAllWell = (steps: readonly TestStep[]): boolean => steps.every(({ state }) => state !== 'failed');
