/** What a command is. */
import type { OptionShapes } from '../arguments.ts';
import type { Context } from '../context.ts';

export interface Command {
  readonly options: OptionShapes;
  /** Gives the exit code. */
  run(context: Context): Promise<number>;
}
