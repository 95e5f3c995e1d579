/** What a command is. */
import type { OptionShapes } from '../arguments.ts';
import type { Context } from '../context.ts';

export interface Command {
  readonly raw?: false;
  readonly options: OptionShapes;
  /** Gives the exit code. */
  run(context: Context): Promise<number>;
}

/** A command that reads its arguments itself. */
export interface RawCommand {
  readonly raw: true;
  /** Gives the exit code. */
  run(context: Context, args: readonly string[]): Promise<number>;
}
