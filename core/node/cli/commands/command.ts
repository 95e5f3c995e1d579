/** What a command is. */
import type { OptionShapes } from '../arguments.ts';
import type { Context } from '../context.ts';

/** A command: its options, and what it does. */
export interface Command {
  readonly options: OptionShapes;
  /** Returns the exit code. */
  run(context: Context): Promise<number>;
}
