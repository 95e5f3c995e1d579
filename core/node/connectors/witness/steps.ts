/** Tries a witness out step by step, with the newest checkpoint of the desk: what works, and what to do about the rest. */
import { NotaryError } from '../../../errors.ts';
import type { VerifierKey } from '../../../formats/note.ts';
import type { Bilingual } from '../../../words/words.ts';
import { faultOf } from '../../system/fault.ts';
import type { TestRequest, TestStep } from '../kind.ts';
import type { WitnessFile } from './connection-file.ts';
import type { WitnessConnector } from './connector.ts';
import { healthOf } from './health.ts';
import type { Cosigned, WitnessRefusal } from './submission.ts';

/** The witness that is tried. */
export interface TriedWitness {
  readonly file: WitnessFile;
  readonly key: VerifierKey;
  readonly connector: Pick<WitnessConnector, 'cosign'>;
}

type StepName = 'answers' | 'log' | 'follows' | 'signs';

const LABELS: Readonly<Record<StepName, Bilingual>> = {
  answers: { zh: '有应答', en: 'answers' },
  log: { zh: '认得本存证台的日志', en: 'knows the log of this desk' },
  follows: { zh: '日志只增不改', en: 'finds that the log only grew' },
  signs: { zh: '以约定的密钥签名', en: 'signs with the key that was agreed' },
};
const ORDER = ['answers', 'log', 'follows', 'signs'] as const satisfies readonly StepName[];

/** At which step a refusal shows. */
const REFUSED_AT: Readonly<Record<WitnessRefusal, StepName>> = {
  'witness-unknown-log': 'log',
  'witness-key': 'log',
  'witness-behind': 'follows',
  'witness-fork': 'follows',
};

const NOTHING: Bilingual = {
  zh: '本存证台尚未封存任何内容，无从测试；封存后再试。',
  en: 'This desk has sealed nothing yet to try it with; seal something and test again.',
};

function failedAt(error: NotaryError): StepName {
  if (error.code === 'anchor-refused') return REFUSED_AT[error.details.reason as WitnessRefusal] ?? 'follows';
  return error.code === 'anchor-invalid' ? 'signs' : 'answers';
}

const passed = (name: StepName, note: Bilingual | null = null): TestStep => ({
  label: LABELS[name],
  state: 'passed',
  note,
  error: null,
});
const notRun = (name: StepName, note: Bilingual | null = null): TestStep => ({
  ...passed(name, note),
  state: 'not-run',
});

/** One step after the other; what comes after one that failed was not tried. Throws only defects. */
export async function testWitness(
  tried: TriedWitness,
  { request, confirmed }: TestRequest,
): Promise<readonly TestStep[]> {
  const [health] = await healthOf(tried.file);
  if (!health?.reachable)
    return stopped('answers', new NotaryError('anchor-unavailable', `${tried.file.url} does not answer`));
  const delay = `${health.delay ?? 0} ms`;
  const answers = passed('answers', { zh: delay, en: delay });
  if (!request) return [answers, notRun('log', NOTHING), notRun('follows'), notRun('signs')];
  try {
    const cosigned = await tried.connector.cosign(request);
    return [answers, passed('log'), follows(cosigned, confirmed ?? 0), passed('signs', signedAt(cosigned, tried.key))];
  } catch (error) {
    if (!(error instanceof NotaryError)) throw error;
    return stopped(failedAt(error), error);
  }
}

function stopped(at: StepName, error: NotaryError): readonly TestStep[] {
  const place = ORDER.indexOf(at);
  return ORDER.map((name, i) => {
    if (i < place) return passed(name);
    return i > place ? notRun(name) : { label: LABELS[name], state: 'failed', note: null, error: faultOf(error) };
  });
}

/** A witness that remembers less than it has signed for this desk has lost its state: others could be shown another history. */
function follows({ from }: Cosigned, confirmed: number): TestStep {
  if (from >= confirmed) return passed('follows', { zh: `自第 ${from} 条起`, en: `from entry ${from} on` });
  return {
    ...passed('follows', {
      zh: `见证方只记得 ${from} 条，而它曾为本存证台见证过 ${confirmed} 条：它丢失了状态，请告知其运营者。已有的签名仍然有效。`,
      en: `It remembers ${from} entries and has cosigned ${confirmed} for this desk: it has lost its state. Tell whoever runs it. What it signed remains valid.`,
    }),
    state: 'failed',
  };
}

function signedAt({ seconds }: Cosigned, { name }: VerifierKey): Bilingual {
  const said = `${name}, ${new Date(seconds * 1000).toISOString()}`;
  return { zh: said, en: said };
}
