import { groupedHex, sizeText } from '../../../words/words.ts';
import type { RecordDetail } from '../../desk/types.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { factLines, localTime } from '../print.ts';
import type { Command } from './command.ts';
import { listedRecord } from './list.ts';

/** `show`: one record with its timeline. */
export const show: Command = {
  options: {},
  async run(context) {
    const [id, ...more] = context.args.rest;
    if (id === undefined || more.length > 0) throw usage('show needs the id of one record');
    const record = withView(context, (view) => view.record(id));
    answer(context, listedRecord(record), lines(context, record));
    return EXIT.ok;
  },
};

function lines({ words, texts, kinds }: Context, record: RecordDetail): readonly string[] {
  const { leafIndex, checkpoint } = record;
  const standing = words.standing(record.standing);
  return [
    `${record.id}  #${record.seq}`,
    `${texts.state}: ${standing.label}. ${standing.meaning}`,
    ...(record.state === 'erased' || record.size === null
      ? []
      : [`SHA-256: ${groupedHex(record.sha256)}`, `${texts.size}: ${sizeText(record.size)}`]),
    `${texts.time}: ${localTime(record.time)}`,
    ...(record.path === null
      ? []
      : [`${texts.path}: ${record.path} ${record.originalPresent ? '' : texts.gone}`.trim()]),
    ...(!record.withdrawnReason ? [] : [`${texts.withdrawnHere}: ${record.withdrawnReason}`]),
    ...(record.supersedes === null ? [] : [`${texts.supersedes}: ${record.supersedes}`]),
    ...(record.supersededBy.length === 0 ? [] : [`${texts.supersededBy}: ${record.supersededBy.join(', ')}`]),
    ...(leafIndex === null || !checkpoint ? [] : [`${texts.leaf}: ${leafIndex} / ${checkpoint.size}`]),
    ...factLines(words, record, kinds.records),
    `${texts.timeline}:`,
    ...record.timeline.map(({ time, kind, detail }) => `  ${localTime(time)}  ${texts.timelineKinds[kind]}  ${detail}`),
  ];
}
