/** Trying a connection step by step: the labels that kinds have in common, and how one step follows another. */
import { NotaryError } from '../../errors.ts';
import type { Bilingual } from '../../words/words.ts';
import { faultOf } from '../system/fault.ts';
import type { TellSteps, TestStep } from './kind.ts';

/** Steps that most kinds have, in their usual order. */
export const STEP_LABELS = {
  address: { zh: '地址可以连通', en: 'the address can be reached' },
  tls: { zh: 'TLS 加密与证书', en: 'TLS and its certificate' },
  chain: { zh: '链标识一致', en: 'it is the chain of the file' },
  registered: { zh: '认得本存证台的日志', en: 'knows the log of this desk' },
  follows: { zh: '日志只增不改', en: 'finds that the log only grew' },
  writes: { zh: '允许写入', en: 'takes what this desk writes' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** What a step says of itself when it did not throw. */
export interface StepResult {
  /** `not-run` when it does not apply here. */
  readonly state: TestStep['state'];
  readonly note: Bilingual | null;
}

/** One step. A `NotaryError` fails it with that error; anything else that is thrown is a defect. */
export interface Step {
  readonly label: Bilingual;
  run(): Promise<StepResult>;
}

/** A step that went well. */
export const passed = (note: Bilingual | null = null): StepResult => ({ state: 'passed', note });

/** A step that does not apply, and why. */
export const notRun = (note: Bilingual | null = null): StepResult => ({ state: 'not-run', note });

/** A step that failed without an error of its own. */
export const failed = (note: Bilingual): StepResult => ({ state: 'failed', note });

/** Text that is the same in every language. */
export const same = (text: string): Bilingual => ({ zh: text, en: text });

/** Runs the steps and tells each result as it comes; after one that failed, the others are not tried. Throws only defects. */
export async function runSteps(steps: readonly Step[], tell?: TellSteps): Promise<readonly TestStep[]> {
  const results: TestStep[] = [];
  for (const { label, run } of steps) {
    const isOver = results.some(({ state }) => state === 'failed');
    results.push({ label, ...(isOver ? { state: 'not-run', note: null, error: null } : await resultOf(run)) });
    tell?.([...results]);
  }
  return results;
}

async function resultOf(run: Step['run']): Promise<Omit<TestStep, 'label'>> {
  try {
    return { ...(await run()), error: null };
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return { state: 'failed', note: null, error: faultOf(error) };
  }
}
