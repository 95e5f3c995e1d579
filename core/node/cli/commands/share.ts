import { resolve } from 'node:path';
import { typedRecipient } from '../../../handover/recipient.ts';
import { SHARE_PARTS, type SharePart } from '../../desk/handover/share/collect.ts';
import { usage } from '../arguments.ts';
import { answer, remark, withDesk } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { sayAlsoWithheld, typedWithheld, WITHHOLD_OPTIONS } from '../withheld.ts';
import type { Command } from './command.ts';

/** `share ID… --out FILE.zip [--with document,checker,trust] [--to "NAME <MAIL>"]…`. */
export const share: Command = {
  options: {
    out: { type: 'string' },
    with: { type: 'string', multiple: true },
    to: { type: 'string', multiple: true },
    ...WITHHOLD_OPTIONS,
  },
  async run(context) {
    const { args, signal, texts } = context;
    const out = args.text('out');
    if (out === null) throw usage('needs-option', { command: 'share', option: '--out FILE.zip' });
    if (args.rest.length === 0) throw usage('needs-ids', { command: 'share' });
    const parts = shareParts(args.texts('with'));
    const withheld = typedWithheld(context);
    return withDesk(context, async (desk) => {
      signal.addEventListener('abort', () => desk.cancel('certify'));
      const withhold = withheld(desk);
      const wish = {
        ids: args.rest,
        parts,
        path: resolve(out),
        withhold,
        recipients: args.texts('to').map(typedRecipient),
      };
      const { path } = await desk.certificates.share(wish);
      const alsoWithheld = await sayAlsoWithheld(context, desk, args.rest, withhold);
      answer(context, { path, ids: args.rest, with: parts, alsoWithheld }, [path]);
      remark(context, texts.shareDone);
      return EXIT.ok;
    });
  },
};

/** The parts named in `--with`. Throws `usage`. */
export function shareParts(typed: readonly string[]): readonly SharePart[] {
  const names = typed.flatMap((list) => list.split(',')).map((name) => name.trim());
  return names.map((name) => {
    const known = SHARE_PARTS.find((part) => part === name);
    if (!known) throw usage('not-one-of', { option: '--with', value: name, known: SHARE_PARTS.join(', ') });
    return known;
  });
}
