import { memberCommand } from '../../member/cli.ts';
import { answer } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { RawCommand } from './command.ts';

/** `member …`: commands of a consortium member. It parses its own options. */
export const member: RawCommand = {
  raw: true,
  async run(context, args) {
    const { value, lines } = await memberCommand(args.filter((arg) => arg !== '--json'));
    answer(context, value, lines);
    return EXIT.ok;
  },
};
