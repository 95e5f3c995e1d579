import { usage } from '../arguments.ts';
import { runDemo } from '../demo/run.ts';
import type { Command } from './command.ts';

/** `demo`: everything on sample documents, in its own home. */
export const demo: Command = {
  options: { out: { type: 'string' } },
  async run(context) {
    if (context.args.rest.length > 0) throw usage('takes-none', { command: 'demo' });
    return runDemo(context);
  },
};
