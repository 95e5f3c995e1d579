import { MEMBER_OPTIONS, runMember } from '../../member/cli.ts';
import { answer, remark } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from './command.ts';
import { MEMBER_WITNESS_OPTIONS, memberWitness } from './member-witness.ts';

/** `member …`: commands of a consortium member. */
export const member: Command = {
  options: { ...MEMBER_OPTIONS, ...MEMBER_WITNESS_OPTIONS },
  async run(context) {
    if (context.args.rest[0] === 'witness') return memberWitness(context);
    const { value, lines, remarks = [] } = await runMember(context.args, context.language);
    answer(context, value, lines);
    for (const line of remarks) remark(context, line);
    return EXIT.ok;
  },
};
