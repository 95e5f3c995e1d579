/** The part of the page that takes boxes: reads them, keeps what is shown of the sheet, and saves it. */
import { csvSheet } from '../../../core/documents/box/csv.ts';
import type { BoxRow, BoxState } from '../../../core/documents/box/types.ts';
import { NotaryError } from '../../../core/errors.ts';
import type { AcceptedBundle } from '../../../core/formats/trust.ts';
import { h } from '../dom.ts';
import { saveFile } from '../save.ts';
import { type BoxActions, type BoxShown, boxView } from '../view/box.ts';
import type { ViewContext } from '../view/context.ts';
import { CaseBox } from './case-box.ts';
import type { Given } from './given.ts';
import { PageBoxReader } from './reader.ts';

export interface BoxSectionOptions {
  trust(): readonly AcceptedBundle[];
  offer(name: string, bytes: Uint8Array): void;
  /** Called when the visible state has changed. */
  changed(): void;
}

export interface BoxProgress {
  readonly name: string;
  readonly files: number;
  readonly percent: number;
}

/** Rows added to the page at once. */
const PAGE = 200;

export class BoxSection {
  readonly #options: BoxSectionOptions;
  #box: CaseBox | null = null;
  #problem: ((context: ViewContext) => string) | null = null;
  #states: ReadonlySet<BoxState> = new Set();
  #search = '';
  #open: ReadonlySet<number> = new Set();
  #limit = PAGE;

  constructor(options: BoxSectionOptions) {
    this.#options = options;
  }

  get isEmpty(): boolean {
    return this.#box === null && this.#problem === null;
  }

  clear(): void {
    this.#box = null;
    this.#problem = null;
    this.#states = new Set();
    this.#search = '';
    this.#open = new Set();
    this.#limit = PAGE;
  }

  /** Reads a box and drops the previous one. Throws `cancelled`. */
  async read(given: Given, signal: AbortSignal, onProgress: (progress: BoxProgress) => void): Promise<void> {
    this.clear();
    if (given.closed.length > 0) this.#problem = ({ strings }) => strings.boxClosed(given.closed.join(', '));
    if (given.files.length === 0) return;
    // an archive is read once for its own digest and once for what is in it
    const total = given.files.reduce((sum, { file }) => sum + file.size * (/\.zip$/i.test(file.name) ? 2 : 1), 0);
    const reader: PageBoxReader = new PageBoxReader({
      signal,
      onProgress: (name, bytes) => {
        const percent = total === 0 ? 100 : Math.min(99, Math.floor((100 * bytes) / total));
        onProgress({ name, files: reader.items.length, percent });
      },
      onBundle: this.#options.offer,
    });
    try {
      for (const file of given.files) await reader.read(file);
      this.#box = new CaseBox(given.inputs, reader.items);
    } catch (error) {
      if (!(error instanceof NotaryError) || error.code !== 'too-large') throw error;
      this.#problem = ({ strings }) => strings.boxTooLarge;
    }
  }

  /** The elements to show; `all` puts every row on the page, for printing. */
  view(context: ViewContext, all = false): readonly Node[] {
    const problem = this.#problem && h('p', { role: 'alert', class: 'amber' }, this.#problem(context));
    return [...(problem ? [problem] : []), ...(this.#box ? [this.#sheet(this.#box, context, all)] : [])];
  }

  #shown(box: CaseBox, all: boolean): BoxShown {
    const { sheet, rows } = box.sheet(this.#options.trust());
    return {
      sheet,
      rows: rows.filter((row) => this.#fits(row)),
      limit: all ? Number.POSITIVE_INFINITY : this.#limit,
      states: this.#states,
      search: this.#search,
      open: this.#open,
      mails: box.mails,
    };
  }

  #sheet(box: CaseBox, context: ViewContext, all: boolean): HTMLElement {
    return boxView(this.#shown(box, all), this.#actions(box, context), context);
  }

  #actions(box: CaseBox, context: ViewContext): BoxActions {
    const change = (act: () => void) => {
      act();
      this.#options.changed();
    };
    return {
      toggleState: (state) =>
        change(() => {
          this.#states = state === null ? new Set() : toggled(this.#states, state);
          this.#limit = PAGE;
        }),
      search: (text) => {
        this.#search = text;
        this.#limit = PAGE;
        return this.#shown(box, false);
      },
      toggleRow: (number) =>
        change(() => {
          this.#open = toggled(this.#open, number);
        }),
      more: () =>
        change(() => {
          this.#limit += PAGE;
        }),
      save: () => {
        const { sheet, rows } = box.sheet(this.#options.trust());
        saveFile([...csvSheet(sheet, rows, context.boxWords)].join(''), 'text/csv;charset=utf-8', 'case-box.csv');
      },
      report: (row) => box.report(row, this.#options.trust()),
    };
  }

  #fits({ state, file, certificate }: BoxRow): boolean {
    if (this.#states.size > 0 && !this.#states.has(state)) return false;
    const text = `${file ?? ''}\n${certificate ?? ''}`.toLowerCase();
    return this.#search
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word));
  }
}

function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
