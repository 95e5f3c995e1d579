import { usage } from '../arguments.ts';
import { runDemo } from '../demo/run.ts';
import type { Command } from './command.ts';

/** `demo`: the whole line on sample documents, in a home of its own. */
export const demo: Command = {
  options: { out: { type: 'string' } },
  async run(context) {
    if (context.args.rest.length > 0) throw usage('demo takes no files');
    return runDemo(context);
  },
};
