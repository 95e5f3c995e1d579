import { resolve } from 'node:path';
import { typedRecipient } from '../../../handover/recipient.ts';
import type { Desk } from '../../desk/desk.ts';
import { type Arguments, usage } from '../arguments.ts';
import { previewCertificates } from '../certificate-preview.ts';
import { answer, type Context, progress, remark, withDesk } from '../context.ts';
import { EXIT, exitCodeOf } from '../exit-codes.ts';
import { errorLine } from '../print.ts';
import { sayAlsoWithheld, typedWithheld, WITHHOLD_OPTIONS, type Withheld } from '../withheld.ts';
import type { Command } from './command.ts';
import { allRows } from './list.ts';

/** `certify`: writes certificates; failures are listed, the others are written. */
export const certify: Command = {
  options: {
    all: { type: 'boolean' },
    final: { type: 'boolean' },
    out: { type: 'string' },
    paper: { type: 'boolean' },
    preview: { type: 'boolean' },
    to: { type: 'string', multiple: true },
    ...WITHHOLD_OPTIONS,
  },
  async run(context) {
    const { args } = context;
    const out = args.text('out');
    if (out === null && !args.flag('preview')) throw usage('needs-option', { command: 'certify', option: '--out DIR' });
    const ways = [args.flag('all'), args.flag('final'), args.rest.length > 0].filter(Boolean);
    if (ways.length !== 1) throw usage('needs-choice', { command: 'certify', known: '--all, --final' });
    const withheld = typedWithheld(context);
    return withDesk(context, (desk) => run(context, desk, out === null ? null : resolve(out), withheld), {
      emit: (event) => {
        if (event.kind === 'certify') progress(context, context.texts.certifyProgress(event.progress));
      },
    });
  },
};

async function run(context: Context, desk: Desk, out: string | null, withheld: Withheld): Promise<number> {
  const { args, signal, texts, words } = context;
  signal.addEventListener('abort', () => desk.cancel('certify'));
  const ids = idsOf(desk, args);
  const withhold = withheld(desk);
  if (out === null) return previewCertificates(context, desk, ids, withhold);
  const { certificates, errors } = await desk.certificates.certify(
    ids,
    withhold,
    out,
    args.texts('to').map(typedRecipient),
    args.flag('paper') || undefined,
  );
  progress(context, '');
  const made = certificates.map(({ id }) => id);
  const alsoWithheld = await sayAlsoWithheld(context, desk, made, withhold);
  answer(
    context,
    { certificates, errors: errors.map(({ id, error }) => ({ id, ...error })), alsoWithheld },
    certificates.map(({ path }) => path),
  );
  for (const { id, error } of errors) remark(context, `${id}: ${errorLine(words, error)}`);
  const done = texts.certifyDone({ made: certificates.length, failed: errors.length, folder: out });
  const nothing = args.flag('final') ? texts.nothingToFinish : texts.nothingToCertify;
  remark(context, ids.length === 0 ? nothing : done);
  return Math.max(EXIT.ok, ...errors.map(({ error }) => exitCodeOf(error.code)));
}

function idsOf(desk: Desk, args: Arguments): readonly string[] {
  if (args.flag('final')) return desk.certificates.provisional();
  return args.flag('all') ? sealedIds(desk) : args.rest;
}

/** In the order of intake. */
function sealedIds(desk: Desk): readonly string[] {
  const { rows } = allRows(desk, { search: '', states: ['sealed', 'anchored'] });
  return rows.map(({ id }) => id).reverse();
}
