/** What a command is. */
import type { OptionShapes } from '../arguments.ts';
import type { Context } from '../context.ts';

/** A command: its options, and what it does. */
export interface Command {
  readonly raw?: false;
  readonly options: OptionShapes;
  /** Returns the exit code. */
  run(context: Context): Promise<number>;
}

/** A command that parses its arguments itself. */
export interface RawCommand {
  readonly raw: true;
  /** Returns the exit code. */
  run(context: Context, args: readonly string[]): Promise<number>;
}
