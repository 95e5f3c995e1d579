import { NotaryError } from '../../../errors.ts';
import { certificateNumberText, groupedHex, sizeText } from '../../../words/words.ts';
import type { RecordDetail } from '../../desk/types.ts';
import type { DeskView } from '../../desk/view.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { factLines, localTime } from '../print.ts';
import type { Command } from './command.ts';
import { allRows, listedRecord } from './list.ts';

/** `show ID|NUMBER|SHA-256`: one record with its timeline. */
export const show: Command = {
  options: {},
  async run(context) {
    const id = context.args.rest.join(' ');
    if (id === '') throw usage('needs-id-or-number', { command: 'show' });
    const record = withView(context, (view) => wanted(view, id));
    answer(context, listedRecord(record), lines(context, record));
    return EXIT.ok;
  },
};

/** A record by its id, or by what finds it and no other. Throws `not-found`. */
function wanted(view: DeskView, typed: string): RecordDetail {
  try {
    return view.record(typed);
  } catch (error) {
    if (!(error instanceof NotaryError) || error.code !== 'not-found') throw error;
    const { rows, total } = allRows(view, { search: typed, states: [] }, 1);
    const [only] = rows;
    if (only === undefined || total > 1) throw error;
    return view.record(only.id);
  }
}

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
    ...record.certificates.map(
      ({ number, time }) => `${texts.certificateNumbers}: ${certificateNumberText(number)}  ${localTime(time)}`,
    ),
    ...(leafIndex === null || !checkpoint
      ? []
      : [texts.leaf({ number: leafIndex + 1, size: checkpoint.size, index: leafIndex })]),
    ...factLines(words, record, kinds.records),
    `${texts.timeline}:`,
    ...record.timeline.map(({ time, kind, detail }) => `  ${localTime(time)}  ${texts.timelineKinds[kind]}  ${detail}`),
  ];
}
