/** The context of a command: where it prints, in which language, and which home it uses. */
import { readFileSync } from 'node:fs';
import { visible } from '../../formats/plain-text.ts';
import type { Language, Words } from '../../words/words.ts';
import type { Desk, DeskOptions } from '../desk/desk.ts';
import type { Kinds } from '../desk/kinds.ts';
import type { DeskEvent } from '../desk/types.ts';
import { DeskView } from '../desk/view.ts';
import { isHome } from '../home/home.ts';
import { type MachineClock, SystemClock } from '../system/clock.ts';
import { environment } from '../system/environment.ts';
import type { Arguments } from './arguments.ts';
import { askSecret } from './secret.ts';
import { jsonText, terminalLines } from './terminal.ts';
import type { Texts } from './texts/texts.ts';

/** Where a program prints. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Stderr is a terminal, so progress makes sense there. */
  readonly showsProgress: boolean;
}

/** What a command gets; see the head of this file. */
export interface Context {
  readonly args: Arguments;
  readonly home: string;
  readonly language: Language;
  readonly words: Words;
  readonly texts: Texts;
  readonly json: boolean;
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C; what is done stays done. */
  readonly signal: AbortSignal;
  /** The tables of kinds; those of this program by default. */
  readonly kinds: Kinds;
}

/** Prints the result: with `--json`, stdout gets one JSON object and nothing else. */
export function answer(context: Context, json: object, lines: readonly string[]): void {
  if (context.json) context.terminal.out(`${jsonText(json, 2)}\n`);
  else printLines(context, lines);
}

/** Lines of an answer. */
export function printLines({ terminal }: Pick<Context, 'terminal'>, lines: readonly string[]): void {
  if (lines.length > 0) terminal.out(terminalLines(lines));
}

/** A remark in addition to the result, on stderr. */
export function remark({ terminal }: Pick<Context, 'terminal'>, line: string): void {
  terminal.err(terminalLines([line]));
}

/** A line that the next one overwrites, if stderr is a terminal. */
export function progress(context: Context, line: string): void {
  if (context.terminal.showsProgress) context.terminal.err(`\r\u001b[2K${visible(line)}`);
}

/** The version in package.json. */
export function programVersion(): string {
  const manifest = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(manifest) as { version: unknown }).version);
}

/** Minutes east of UTC, here and now. */
export function zoneOffset(): number {
  return -new Date().getTimezoneOffset();
}

/** How a command opens a home. */
export function deskOptions(context: Context): DeskOptions {
  return {
    home: context.home,
    version: programVersion(),
    oldRuntime: environment.NOTARY_OLD_RUNTIME === '1',
    program: 'command line',
    kinds: context.kinds,
  };
}

/**
 * Opens the home for writing and asks for a passphrase if one is needed and stdin is a terminal; `work` receives it
 * too.
 */
export async function withDesk<T>(
  context: Context,
  work: (desk: Desk, secret: string | undefined) => Promise<T>,
  more: Pick<DeskOptions, 'emit' | 'hashing'> = {},
): Promise<T> {
  const secret = isHome(context.home) ? await askSecret(context) : undefined;
  const { Desk } = await import('../desk/desk.ts');
  const emit = (event: DeskEvent) => {
    if (event.kind === 'problem' && event.error.code === 'memory-lost') {
      const { happened, next } = context.words.error('memory-lost', event.error.details);
      for (const line of [happened, next]) remark(context, line);
    }
    more.emit?.(event);
  };
  const desk = await Desk.open({ ...deskOptions(context), ...more, emit, secret });
  try {
    return await work(desk, secret);
  } finally {
    await desk.close();
  }
}

/** Opens the home for reading; works while the window has it open. */
export function withView<T>(context: Context, work: (view: DeskView) => T, clock?: MachineClock): T {
  const view = DeskView.open({ ...deskOptions(context), clock });
  try {
    return work(view);
  } finally {
    view.close();
  }
}

/** The same for what says how the clock is: the system is asked about it first. */
export async function withClock<T>(context: Context, work: (view: DeskView) => T): Promise<T> {
  const clock = new SystemClock();
  await clock.refresh();
  return withView(context, work, clock);
}
