import { resolve } from 'node:path';
import { recipientText } from '../../../handover/recipient.ts';
import { sentTable } from '../../desk/handover/sent-table.ts';
import type { SentRow } from '../../store/sent-types.ts';
import { writeTable } from '../../table/write.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { localTime } from '../print.ts';
import type { Command } from './command.ts';

/** `shares [--due] [--csv FILE] [--xlsx FILE]`: who was sent which certificate. */
export const shares: Command = {
  options: { due: { type: 'boolean' }, csv: { type: 'string' }, xlsx: { type: 'string' } },
  async run(context) {
    const { args, texts, language } = context;
    if (args.rest.length > 0) throw usage('form', { form: 'shares [--due] [--csv FILE] [--xlsx FILE]' });
    const { rows, replacements } = withView(context, ({ sending }) => ({
      rows: [...sending.all()].filter(({ replacement }) => !args.flag('due') || replacement !== null),
      replacements: sending.replacements(),
    }));
    for (const format of ['csv', 'xlsx'] as const) {
      const path = args.text(format);
      if (path !== null) await writeTable(resolve(path), format, [sentTable(rows, language)]);
    }
    answer(
      context,
      { sent: rows, replacements },
      rows.map((row) => line(context, row)),
    );
    if (rows.length === 0) remark(context, texts.nothingSent);
    for (const { recipient, ids } of replacements)
      remark(context, texts.replacementDue({ name: recipientText(recipient), ids: ids.join(' ') }));
    return EXIT.ok;
  },
};

function line({ texts }: Context, { time, recipient, fileName, file, state }: SentRow): string {
  const { name, address } = recipient;
  const who = address === null || address === name ? name : `${name} <${address}>`;
  return `${localTime(time)}  ${texts.sentStates[state]}  ${who}  ${fileName ?? file}`;
}
