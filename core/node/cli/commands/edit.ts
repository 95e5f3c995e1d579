import { isTakeable } from '../../../records/suggestions.ts';
import type { RecordDetail } from '../../desk/types.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withDesk } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { FACT_OPTIONS, statedFacts } from '../stated.ts';
import type { Command } from './command.ts';
import { listedRecord } from './list.ts';

/**
 * `edit ID… [FACTS] [--profile P] [--drop] [--take-suggestions]`: changes facts of records that are not sealed yet. What is typed
 * counts before what is suggested.
 */
export const edit: Command = {
  options: { ...FACT_OPTIONS, drop: { type: 'boolean' }, 'take-suggestions': { type: 'boolean' } },
  async run(context) {
    const { args, texts } = context;
    const ids = args.rest;
    if (ids.length === 0) throw usage('needs-ids', { command: 'edit' });
    const { facts, profile } = statedFacts(context);
    const isTyped = Object.keys(facts).length > 0 || profile !== undefined;
    const takes = args.flag('take-suggestions');
    if (!isTyped && !takes) throw usage('needs-facts', { command: 'edit' });
    return withDesk(context, async (desk) => {
      if (isTyped) await desk.edit({ ids, facts, profile, drop: args.flag('drop') });
      const taken = takes ? await desk.take(ids) : [];
      const records = ids.map((id) => desk.record(id));
      answer(context, { records: records.map(listedRecord), ...(takes ? { taken } : {}) }, [
        ...(isTyped ? records.map(({ id }) => texts.edited(id)) : []),
        ...taken.map((one) => texts.suggestionsTaken({ id: one.id, count: Object.keys(one.facts).length })),
      ]);
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
