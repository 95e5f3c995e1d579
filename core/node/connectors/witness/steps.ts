/** Tries a witness out step by step, with the newest checkpoint of the desk: what works, and what to do about the rest. */
import { NotaryError } from '../../../errors.ts';
import type { VerifierKey } from '../../../formats/note.ts';
import type { Bilingual } from '../../../words/words.ts';
import { isTlsFailure } from '../../network/failures.ts';
import type { TellSteps, TestRequest, TestStep } from '../kind.ts';
import { failed, notRun, passed, runSteps, STEP_LABELS, type Step, type StepResult, same } from '../steps.ts';
import type { WitnessFile } from './connection-file.ts';
import type { WitnessConnector } from './connector.ts';
import { isWitness, NO_REQUEST, TIMEOUT } from './health.ts';
import { post, unavailable } from './http.ts';
import type { Cosigned, WitnessRefusal } from './submission.ts';

/** The witness that is tried. */
export interface TriedWitness {
  readonly file: WitnessFile;
  readonly key: VerifierKey;
  readonly connector: Pick<WitnessConnector, 'cosign'>;
}

const LABELS = {
  answers: { zh: '按见证协议应答', en: 'speaks tlog-witness' },
  signs: { zh: '以约定的密钥签名', en: 'signs with the key that was agreed' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** The steps that one request answers, in their order. */
type AskedStep = 'answers' | 'log' | 'follows' | 'signs';
const ASKED: readonly AskedStep[] = ['answers', 'log', 'follows', 'signs'];

/** At which step a refusal shows. */
const REFUSED_AT: Readonly<Record<WitnessRefusal, AskedStep>> = {
  'witness-unknown-log': 'log',
  'witness-key': 'log',
  'witness-behind': 'follows',
  'witness-fork': 'follows',
};

const NOTHING: Bilingual = {
  zh: '本存证台尚未封存任何内容，无从测试；封存后再试。',
  en: 'This desk has sealed nothing yet to try it with; seal something and test again.',
};
const PLAIN: Bilingual = { zh: '在本机，不需要', en: 'on this machine; not needed' };

function failedAt(error: NotaryError): AskedStep {
  if (error.code === 'anchor-refused') return REFUSED_AT[error.details.reason as WitnessRefusal] ?? 'follows';
  return error.code === 'anchor-invalid' ? 'signs' : 'answers';
}

/** One step after the other; what comes after one that failed was not tried. Throws only defects. */
export function testWitness(tried: TriedWitness, asked: TestRequest, tell?: TellSteps): Promise<readonly TestStep[]> {
  const reach = new Reach(tried.file);
  const question = new Question(tried, asked);
  const steps: readonly Step[] = [
    { label: STEP_LABELS.address, run: () => reach.address() },
    { label: STEP_LABELS.tls, run: () => reach.tls() },
    { label: LABELS.answers, run: () => reach.answers() },
    { label: STEP_LABELS.registered, run: () => question.run('log', () => passed()) },
    {
      label: STEP_LABELS.follows,
      run: () => question.run('follows', (cosigned) => follows(cosigned, asked.confirmed ?? 0)),
    },
    { label: LABELS.signs, run: () => question.run('signs', (cosigned) => passed(signedAt(cosigned, tried.key))) },
  ];
  return runSteps(steps, tell);
}

/** What a request that changes nothing shows of the way to a witness. */
class Reach {
  readonly #file: WitnessFile;
  #failure: NotaryError | null = null;
  #status = 0;
  #delay = 0;

  constructor(file: WitnessFile) {
    this.#file = file;
  }

  async address(): Promise<StepResult> {
    const began = performance.now();
    try {
      this.#status = (await post(this.#file, NO_REQUEST, TIMEOUT)).status;
    } catch (error) {
      if (!(error instanceof NotaryError) || !isTlsFailure(error.details.reason)) throw error;
      this.#failure = error;
    }
    this.#delay = Math.round(performance.now() - began);
    return passed(same(this.#file.url));
  }

  async tls(): Promise<StepResult> {
    if (this.#failure) throw this.#failure;
    return this.#file.url.startsWith('http:') ? notRun(PLAIN) : passed();
  }

  async answers(): Promise<StepResult> {
    if (!isWitness(this.#status)) throw unavailable(this.#file.url, `HTTP ${this.#status}`);
    return passed(same(`${this.#delay} ms`));
  }
}

/** The one request that asks for a cosignature, sent once, and what it shows at each step. */
class Question {
  readonly #tried: TriedWitness;
  readonly #asked: TestRequest;
  #answer: Promise<Cosigned> | null = null;

  constructor(tried: TriedWitness, asked: TestRequest) {
    this.#tried = tried;
    this.#asked = asked;
  }

  /** `result` of the cosignature, when the request came as far as this step. */
  async run(step: AskedStep, result: (cosigned: Cosigned) => StepResult): Promise<StepResult> {
    const { request } = this.#asked;
    if (!request) return notRun(step === 'log' ? NOTHING : null);
    this.#answer ??= this.#tried.connector.cosign(request);
    try {
      return result(await this.#answer);
    } catch (error) {
      if (!(error instanceof NotaryError)) throw error;
      if (ASKED.indexOf(failedAt(error)) > ASKED.indexOf(step)) return passed();
      throw error;
    }
  }
}

/** A witness that remembers less than it has signed for this desk has lost its state: others could be shown another history. */
function follows({ from }: Cosigned, confirmed: number): StepResult {
  if (from >= confirmed) return passed({ zh: `自第 ${from} 条起`, en: `from entry ${from} on` });
  return failed({
    zh: `见证方只记得 ${from} 条，而它曾为本存证台见证过 ${confirmed} 条：它丢失了状态，请告知其运营者。已有的签名仍然有效。`,
    en: `It remembers ${from} entries and has cosigned ${confirmed} for this desk: it has lost its state. Tell whoever runs it. What it signed remains valid.`,
  });
}

function signedAt({ seconds }: Cosigned, { name }: VerifierKey): Bilingual {
  return same(`${name}, ${new Date(seconds * 1000).toISOString()}`);
}
