import { resolve } from 'node:path';
import { type Recipient, typedRecipient } from '../../../handover/recipient.ts';
import { certificatesIn, countLinks } from '../../../trace/certified.ts';
import { drawnTrace } from '../../../trace/drawing.ts';
import { isPackable } from '../../../trace/names.ts';
import type { Trace } from '../../../trace/types.ts';
import { traceWords } from '../../../trace/words.ts';
import type { SharePart } from '../../desk/handover/share/collect.ts';
import { writeTrace } from '../../desk/handover/trace-export.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withDesk, withView, zoneOffset } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { sayAlsoWithheld, typedWithheld, WITHHOLD_OPTIONS, type Withheld } from '../withheld.ts';
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
    const wish = packWish(context);
    const found = withView(context, (view) => view.trace(wanted(view, typed).id));
    const made = wish === null ? null : await writePack(context, found, wish);
    for (const format of ['epcis', 'prov'] as const) {
      const path = args.text(format);
      if (path !== null) writeTrace(resolve(path), found, format, new Date().toISOString());
    }
    const pack = made?.path ?? null;
    answer(context, { ...found, links: countLinks(found), pack, ...made?.said }, lines(context, found));
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
  readonly recipients: readonly Recipient[];
  readonly withheld: Withheld;
}

/** Options that say something of a pack only. */
const OF_PACK = ['with', 'to', ...Object.keys(WITHHOLD_OPTIONS)];

/** The pack that was asked for, checked before anything is opened. Throws `usage`, also for what would be left unheeded. */
function packWish(context: Context): PackWish | null {
  const { args } = context;
  const out = args.text('pack');
  const unheeded = OF_PACK.find((name) => args.has(name));
  if (out === null && unheeded !== undefined)
    throw usage('needs-option', { command: `trace --${unheeded}`, option: '--pack FILE.zip' });
  if (out === null) return null;
  return {
    path: resolve(out),
    parts: shareParts(args.texts('with')),
    recipients: args.texts('to').map(typedRecipient),
    withheld: typedWithheld(context),
  };
}

/** Ids of the desk's own records of a trace whose certificates are made for a pack. */
const ownPacked = ({ nodes }: Trace) =>
  nodes.flatMap(({ record }) => (isPackable(record) && record.verdict === null ? [record.id] : []));

/** What was written, and what its certificates withhold besides. */
interface Made {
  readonly path: string;
  readonly said: { readonly alsoWithheld: readonly string[] };
}

async function writePack(context: Context, found: Trace, { withheld, ...wish }: PackWish): Promise<Made> {
  return withDesk(context, async (desk) => {
    context.signal.addEventListener('abort', () => desk.cancel('certify'));
    const withhold = withheld(desk);
    const { path } = await desk.certificates.tracePack(found, { ...wish, withhold });
    return { path, said: { alsoWithheld: await sayAlsoWithheld(context, desk, ownPacked(found), withhold) } };
  });
}
