import { resolve } from 'node:path';
import { typedRecipient } from '../../../handover/recipient.ts';
import { usage } from '../arguments.ts';
import { answer, progress, remark, withDesk } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { sayAlsoWithheld, typedWithheld, WITHHOLD_OPTIONS } from '../withheld.ts';
import type { Command } from './command.ts';

/** `pack ID… --out FILE.zip [--with document] [--trust FILE…]`: a pack for court. */
export const pack: Command = {
  options: {
    out: { type: 'string' },
    with: { type: 'string', multiple: true },
    trust: { type: 'string', multiple: true },
    to: { type: 'string', multiple: true },
    ...WITHHOLD_OPTIONS,
  },
  async run(context) {
    const { args, signal, texts } = context;
    const out = args.text('out');
    if (out === null) throw usage('needs-option', { command: 'pack', option: '--out FILE.zip' });
    if (args.rest.length === 0) throw usage('needs-ids', { command: 'pack' });
    const wrong = args.texts('with').find((part) => part !== 'document');
    if (wrong !== undefined) throw usage('not-one-of', { option: '--with', value: wrong, known: 'document' });
    const withheld = typedWithheld(context);
    return withDesk(
      context,
      async (desk) => {
        signal.addEventListener('abort', () => desk.cancel('pack'));
        const withhold = withheld(desk);
        const { path } = await desk.packs.pack({
          ids: args.rest,
          withhold,
          documents: args.texts('with').length > 0,
          trust: args.has('trust') ? args.texts('trust') : null,
          path: resolve(out),
          recipients: args.texts('to').map(typedRecipient),
        });
        progress(context, '');
        const alsoWithheld = await sayAlsoWithheld(context, desk, args.rest, withhold);
        answer(context, { path, ids: args.rest, alsoWithheld }, [path]);
        remark(context, texts.packDone);
        return EXIT.ok;
      },
      {
        emit: (event) => {
          if (event.kind === 'pack') progress(context, texts.packProgress(event.progress));
        },
      },
    );
  },
};
