import { usage } from '../arguments.ts';
import { answer, withDesk } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from './command.ts';

/** `withdraw`: withdraws a record before it is sealed. */
export const withdraw: Command = {
  options: { reason: { type: 'string' } },
  async run(context) {
    const { args, texts } = context;
    const [id, ...more] = args.rest;
    if (id === undefined || more.length > 0) throw usage('needs-one-id', { command: 'withdraw' });
    return withDesk(context, async (desk) => {
      await desk.withdraw([id], args.text('reason') ?? '');
      answer(context, { id, state: desk.record(id).state }, [texts.withdrawn(id)]);
      return EXIT.ok;
    });
  },
};
