import { answer, withDesk } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from './command.ts';

/** `seal`: seals what waits. Nothing to seal is no error. */
export const seal: Command = {
  options: {},
  run: (context) =>
    withDesk(context, async (desk) => {
      const { sealed } = await desk.seal();
      const { checkpoint } = desk.status();
      const { texts } = context;
      const line = sealed === 0 ? texts.nothingToSeal : texts.sealDone({ sealed, size: checkpoint?.size ?? 0 });
      answer(context, { sealed, checkpoint }, [line]);
      return EXIT.ok;
    }),
};
