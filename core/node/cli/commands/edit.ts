import { usage } from '../arguments.ts';
import { answer, withDesk } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { FACT_OPTIONS, statedFacts } from '../stated.ts';
import type { Command } from './command.ts';
import { listedRecord } from './list.ts';

/** `edit ID… [FACTS] [--profile P] [--drop]`: changes facts of records that are not sealed yet. */
export const edit: Command = {
  options: { ...FACT_OPTIONS, drop: { type: 'boolean' } },
  async run(context) {
    const { args, texts } = context;
    const ids = args.rest;
    if (ids.length === 0) throw usage('needs-ids', { command: 'edit' });
    const { facts, profile } = statedFacts(context);
    if (Object.keys(facts).length === 0 && profile === undefined) throw usage('needs-facts', { command: 'edit' });
    return withDesk(context, async (desk) => {
      await desk.edit({ ids, facts, profile, drop: args.flag('drop') });
      const records = ids.map((id) => desk.record(id));
      answer(
        context,
        { records: records.map(listedRecord) },
        records.map(({ id }) => texts.edited(id)),
      );
      return EXIT.ok;
    });
  },
};
