import { resolve } from 'node:path';
import { typedRecipient } from '../../../handover/recipient.ts';
import { certificatesIn, countLinks } from '../../../trace/certified.ts';
import { drawnTrace } from '../../../trace/drawing.ts';
import type { Trace } from '../../../trace/types.ts';
import { traceWords } from '../../../trace/words.ts';
import type { SharePart } from '../../desk/handover/share/collect.ts';
import { writeTrace } from '../../desk/handover/trace-export.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withDesk, withView, zoneOffset } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { sayAlsoWithheld, typedWithheld, WITHHOLD_OPTIONS } from '../withheld.ts';
import type { Command } from './command.ts';
import { shareParts } from './share.ts';
import { wanted } from './show.ts';

/** `trace ID|NUMBER [--pack OUT.zip …] [--epcis OUT] [--prov OUT]`: the records that hang together with one by links. */
export const trace: Command = {
  options: {
    pack: { type: 'string' },
    epcis: { type: 'string' },
    prov: { type: 'string' },
    with: { type: 'string', multiple: true },
    to: { type: 'string', multiple: true },
    ...WITHHOLD_OPTIONS,
  },
  async run(context) {
    const { args } = context;
    const typed = args.rest.join(' ');
    if (typed === '') throw usage('needs-id-or-number', { command: 'trace' });
    const parts = shareParts(args.texts('with'));
    const { id, found } = withView(context, (view) => {
      const { id } = wanted(view, typed);
      return { id, found: view.trace(id) };
    });
    for (const format of ['epcis', 'prov'] as const) {
      const path = args.text(format);
      if (path !== null) writeTrace(resolve(path), found, format, new Date().toISOString());
    }
    const out = args.text('pack');
    const pack = out === null ? null : await writePack(context, id, found, { path: resolve(out), parts });
    answer(context, { ...found, links: countLinks(found), pack }, lines(context, found));
    for (const path of [args.text('epcis'), args.text('prov'), pack]) if (path !== null) remark(context, path);
    return EXIT.ok;
  },
};

function lines({ language }: Context, found: Trace): readonly string[] {
  const words = traceWords(language);
  const links = countLinks(found);
  const summary = words.summary({
    records: certificatesIn(found),
    links: found.edges.length,
    holds: links.holds,
    notShown: links['not-shown'],
  });
  return [...drawnTrace(found, { language, offsetMinutes: zoneOffset() }), '', summary, words.meaning];
}

/** Which pack to write. */
interface PackWish {
  readonly path: string;
  readonly parts: readonly SharePart[];
}

async function writePack(context: Context, id: string, found: Trace, wish: PackWish): Promise<string> {
  const { args, signal } = context;
  const withheld = typedWithheld(context);
  return withDesk(context, async (desk) => {
    signal.addEventListener('abort', () => desk.cancel('certify'));
    const withhold = withheld(desk);
    const recipients = args.texts('to').map(typedRecipient);
    const { path } = await desk.certificates.tracePack(found, { ...wish, withhold, recipients });
    sayAlsoWithheld(context, desk, [id], withhold);
    return path;
  });
}
