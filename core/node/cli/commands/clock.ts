import type { ClockStatus } from '../../desk/types.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, withClock, withDesk } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { errorLine, localTime } from '../print.ts';
import { keepingTextsFor } from '../texts/keeping.ts';
import type { Command } from './command.ts';

/** `clock [accept --reason TEXT]`: what the log says of the device's clock; `accept` says that the clock is right. */
export const clock: Command = {
  options: { reason: { type: 'string' } },
  async run(context) {
    const [action, ...more] = context.args.rest;
    if (more.length > 0 || (action !== undefined && action !== 'accept'))
      throw usage('form', { form: 'clock [accept --reason TEXT]' });
    if (action === 'accept') return accept(context);
    const status = await withClock(context, (view) => view.clock.status);
    answer(context, status, lines(context, status));
    return status.trouble ? EXIT.stopped : EXIT.ok;
  },
};

function accept(context: Context): Promise<number> {
  return withDesk(context, async (desk) => {
    const status = desk.decideClock(context.args.text('reason') ?? '');
    answer(context, status, [...lines(context, status), keepingTextsFor(context.language).clock.accepted]);
    return status.trouble ? EXIT.stopped : EXIT.ok;
  });
}

function lines({ language, words }: Context, { device, newest, proven, trouble }: ClockStatus): readonly string[] {
  const texts = keepingTextsFor(language).clock;
  const shown = (time: string | null) => (time === null ? texts.none : localTime(time));
  return [
    `${texts.device}: ${localTime(device)}`,
    `${texts.newest}: ${shown(newest)}`,
    `${texts.proven}: ${shown(proven)}`,
    ...(trouble ? [errorLine(words, trouble)] : []),
  ];
}
