/** What stops a desk from signing, and how it is told: once, and for as long as it lasts. */
import { type Fault, faultOf } from '../system/fault.ts';

export interface ProblemsDependencies {
  /** Something went wrong while no call was waiting for it. */
  onProblem(fault: Fault): void;
  /** The state of the desk is another one. */
  onChange(): void;
}

/** These stay until the desk is opened again. */
const LASTING: ReadonlySet<string> = new Set(['rolled-back', 'home-damaged']);

export class Problems {
  readonly #dependencies: ProblemsDependencies;
  #lasting: Fault | null = null;
  #told: string | null = null;
  readonly #damaged = new Set<string>();

  constructor(dependencies: ProblemsDependencies) {
    this.#dependencies = dependencies;
  }

  /** What stops this desk until it is opened again; null when nothing does. */
  get lasting(): Fault | null {
    return this.#lasting;
  }

  /** Keeps what stops this desk for good. */
  note(error: unknown): void {
    const fault = faultOf(error);
    if (LASTING.has(fault.code) && !isOfSetting(fault)) this.#lasting = fault;
    if (LASTING.has(fault.code) || isOfClock(fault)) this.#dependencies.onChange();
  }

  /** Tells what went wrong while no call was waiting. A clock that stays wrong is tried every minute and told once. */
  report(error: unknown): void {
    this.note(error);
    const fault = faultOf(error);
    const isTold = (isOfClock(fault) || isOfSetting(fault)) && this.#told === fault.code;
    this.#told = fault.code;
    if (!isTold) this.#dependencies.onProblem(fault);
  }

  /** Records that are damaged do not stop the others; each is told once. */
  damaged(ids: readonly string[]): void {
    for (const id of ids) {
      if (!this.#damaged.has(id))
        this.#dependencies.onProblem({ code: 'home-damaged', message: `record ${id} is damaged`, details: { id } });
      this.#damaged.add(id);
    }
  }

  /** Something was sealed: the next trouble is told again. */
  over(): void {
    this.#told = null;
  }
}

/** It is over once the setting is made again; the view of the desk says it until then. */
const isOfSetting = ({ details }: Fault) => details.setting !== undefined;
const isOfClock = ({ code }: Fault) => code === 'clock-behind' || code === 'clock-ahead';
