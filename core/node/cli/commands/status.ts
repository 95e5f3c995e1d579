import { groupedHex } from '../../../words/words.ts';
import type { DeskStatus } from '../../desk/types.ts';
import { answer, type Context, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { localTime } from '../print.ts';
import type { Command } from './command.ts';

/** `status`: works while the window has the home. */
export const status: Command = {
  options: {},
  async run(context) {
    const state = withView(context, (view) => view.status(null, null));
    answer(context, state, lines(context, state));
    return EXIT.ok;
  },
};

function lines({ words, texts }: Context, status: DeskStatus): readonly string[] {
  const { counts, checkpoint, keyProtection, fingerprint } = status;
  const states = (['recorded', 'sealed', 'anchored', 'withdrawn', 'erased'] as const).filter(
    (name) => counts[name] > 0,
  );
  return [
    `${texts.holder}: ${status.holder?.name}`,
    `${texts.home}: ${status.home}`,
    `${texts.fingerprint}: ${groupedHex(fingerprint ?? '')}`,
    texts.protection[keyProtection ?? 'file'],
    `${texts.records}: ${states.map((name) => `${words.states[name]} ${counts[name]}`).join(' · ') || '0'}`,
    texts.waiting(status.waiting),
    `${texts.checkpoint}: ${
      checkpoint ? texts.checkpointAt({ ...checkpoint, time: localTime(checkpoint.time) }) : texts.noCheckpoint
    }`,
  ];
}
