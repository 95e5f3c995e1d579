import { MEMBER_OPTIONS, runMember } from '../../member/cli.ts';
import { answer, remark } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from './command.ts';

/** `member …`: commands of a consortium member. */
export const member: Command = {
  options: MEMBER_OPTIONS,
  async run(context) {
    const { value, lines, remarks = [] } = await runMember(context.args, context.language);
    answer(context, value, lines);
    for (const line of remarks) remark(context, line);
    return EXIT.ok;
  },
};
