import { MEMBER_OPTIONS, runMember } from '../../member/cli.ts';
import { answer } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from './command.ts';

/** `member …`: commands of a consortium member. */
export const member: Command = {
  options: MEMBER_OPTIONS,
  async run(context) {
    const { value, lines } = await runMember(context.args);
    answer(context, value, lines);
    return EXIT.ok;
  },
};
