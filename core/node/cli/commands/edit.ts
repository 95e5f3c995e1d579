import { isTakeable } from '../../../records/suggestions.ts';
import type { RecordDetail } from '../../desk/types.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withDesk } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { FACT_OPTIONS, statedFacts } from '../stated-facts.ts';
import type { Command } from './command.ts';

/**
 * `edit ID…`: changes facts of records that wait. What is typed counts before what is suggested, and what is suggested only
 * fills empty facts about which all places agree.
 */
export const edit: Command = {
  options: { ...FACT_OPTIONS, 'take-suggestions': { type: 'boolean' } },
  async run(context) {
    const { args, texts } = context;
    const ids = args.rest;
    const facts = statedFacts(context);
    const takes = args.flag('take-suggestions');
    if (ids.length === 0) throw usage('needs-ids', { command: 'edit' });
    if (Object.keys(facts).length === 0 && !takes)
      throw usage('needs-option', { command: 'edit', option: '--take-suggestions, --title, --number, …' });
    return withDesk(context, async (desk) => {
      if (Object.keys(facts).length > 0) await desk.edit({ ids, facts });
      const taken = takes ? await desk.take(ids) : [];
      const records = ids.map((id) => desk.record(id));
      answer(
        context,
        { records: records.map(({ id, facts: now, suggestions }) => ({ id, facts: now, suggestions })), taken },
        ids.map((id) =>
          texts.edited({ id, taken: Object.keys(taken.find((one) => one.id === id)?.facts ?? {}).length }),
        ),
      );
      if (takes) leftOver(context, records);
      return EXIT.ok;
    });
  },
};

/** Records of which something is still suggested, because places differ or a fact says otherwise. */
function leftOver(context: Context, records: readonly Pick<RecordDetail, 'id' | 'suggestions'>[]): void {
  const left = records.filter(({ suggestions }) => suggestions.some(isTakeable));
  if (left.length > 0) remark(context, context.texts.suggestionsLeft(left.map(({ id }) => id).join(' ')));
}
