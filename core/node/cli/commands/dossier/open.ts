import { resolve } from 'node:path';
import type { DrawnSample } from '../../../../dossier/files.ts';
import { percentAtMost } from '../../../../dossier/sample.ts';
import { NotaryError } from '../../../../errors.ts';
import { moneyText } from '../../../../words/words.ts';
import type { DossierShows } from '../../../desk/dossiers/types.ts';
import type { CertifyResult } from '../../../desk/types.ts';
import { type Arguments, usage } from '../../arguments.ts';
import { previewCertificates } from '../../certificate-preview.ts';
import { answer, type Context, remark, withDesk, withView } from '../../context.ts';
import { EXIT, exitCodeOf } from '../../exit-codes.ts';
import { errorLine } from '../../print.ts';
import { dossierTextsFor } from '../../texts/dossier.ts';
import { sayAlsoWithheld, typedWithheld } from '../../withheld.ts';
import { withFollowedDesk } from './followed.ts';
import { onlyId } from './only-id.ts';

/** Ids in one option, repeated or separated by commas. */
const idsIn = (args: Arguments, name: string) =>
  args
    .texts(name)
    .flatMap((typed) => typed.split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');

/**
 * `dossier certify ID --out DIR|--preview`: its certificate, with all items, chosen ones laid open, and records shown to be
 * missing; with `--preview` says what it and the certificates of the opened records would show.
 */
export async function certify(context: Context, rest: readonly string[]): Promise<number> {
  const { args } = context;
  const id = onlyId(rest, 'certify');
  const out = args.text('out');
  const shows = {
    items: args.flag('items'),
    open: idsIn(args, 'open'),
    absent: idsIn(args, 'absent'),
    sample: null,
  };
  if (args.flag('preview')) return preview(context, id, shows);
  if (out === null) throw usage('needs-option', { command: 'dossier certify', option: '--out DIR' });
  const result = await written(context, id, shows, out);
  answer(
    context,
    {
      certificates: result.certificates,
      errors: result.errors.map(({ error }) => error),
      alsoWithheld: result.alsoWithheld,
    },
    result.certificates.map(({ path }) => path),
  );
  return ended(context, result);
}

function preview(context: Context, id: string, { open }: DossierShows): Promise<number> {
  const withheld = typedWithheld(context);
  const items = withView(context, ({ dossiers }) => dossiers.items(id));
  const other = open.find((one) => !items.some(({ record }) => record === one));
  if (other !== undefined) throw new NotaryError('not-found', `record ${other} is not in the dossier`, { id: other });
  return withDesk(context, async (desk) => previewCertificates(context, desk, [id, ...open], withheld(desk)));
}

/**
 * `dossier sample ID --seed TEXT --size N [--by-amount] [--out DIR]`: draws a sample, says what it means, and writes what opens
 * exactly it.
 */
export async function sample(context: Context, rest: readonly string[]): Promise<number> {
  const { args, language } = context;
  const id = onlyId(rest, 'sample');
  const texts = dossierTextsFor(language);
  const [seed, size, out] = [args.text('seed'), sizeOf(args), args.text('out')];
  if (seed === null) throw usage('needs-option', { command: 'dossier sample', option: '--seed TEXT' });
  if (args.flag('by-amount')) return sampleByAmount(context, id, { seed, size }, out);
  if (args.has('currency')) throw usage('needs-option', { command: '--currency', option: '--by-amount' });
  const found = withView(context, ({ dossiers }) => dossiers.sample(id, size, seed));
  const open = found.drawn.flatMap(({ record }) => record ?? []);
  const shows: DossierShows = { items: args.flag('items'), open, absent: [], sample: { seed, size } };
  const result = out === null ? null : await written(context, id, shows, out);
  const { drawn, of, atMost } = found;
  answer(context, { ...found, ...(result ? { certificates: result.certificates } : {}) }, [
    texts.drawn({ size, of, seed }),
    ...drawn.map(({ place, record }) => `  ${place + 1}  ${record ?? texts.otherDesk}`),
    texts.means({ atMost, of, share: percentAtMost(atMost / of) }),
    ...(result?.certificates ?? []).map(({ path }) => texts.written(path)),
  ]);
  remark(context, texts.seedNote);
  return result === null ? EXIT.ok : ended(context, result);
}

/** Which amounts were hit; the certificate opens their items, and does not say how they were drawn: that needs all amounts. */
async function sampleByAmount(
  context: Context,
  id: string,
  { seed, size }: DrawnSample,
  out: string | null,
): Promise<number> {
  const { args, language } = context;
  const texts = dossierTextsFor(language);
  const currency = args.text('currency')?.toUpperCase() ?? null;
  const found = withView(context, ({ dossiers }) => dossiers.sampleByAmount(id, size, seed, currency));
  const open = found.drawn.flatMap(({ record }) => record ?? []);
  const shows: DossierShows = { items: args.flag('items'), open, absent: [], sample: null };
  const result = out === null ? null : await written(context, id, shows, out);
  const money = (amount: string) => moneyText({ amount, currency: found.currency });
  answer(context, { ...found, ...(result ? { certificates: result.certificates } : {}) }, [
    texts.hit({ size, seed, total: money(found.total), items: found.drawn.length }),
    ...found.drawn.map(
      ({ place, record, amount, hits }) =>
        `  ${place + 1}  ${record ?? texts.otherDesk}  ${money(amount)}${hits > 1 ? `  ×${hits}` : ''}`,
    ),
    texts.meansByAmount({ share: percentAtMost(found.atMostShare), total: money(found.total) }),
    ...(found.outside > 0 ? [texts.outside(found.outside)] : []),
    ...(result?.certificates ?? []).map(({ path }) => texts.written(path)),
  ]);
  remark(context, texts.seedNote);
  return result === null ? EXIT.ok : ended(context, result);
}

function sizeOf(args: Arguments): number {
  const typed = args.text('size');
  if (typed === null) throw usage('needs-option', { command: 'dossier sample', option: '--size N' });
  if (!/^[1-9]\d{0,5}$/.test(typed)) throw usage('not-a-number', { option: '--size' });
  return Number(typed);
}

/** What was written, and what was withheld besides because it repeats what is withheld. */
interface Written extends CertifyResult {
  readonly alsoWithheld: readonly string[];
}

function written(context: Context, id: string, shows: DossierShows, out: string): Promise<Written> {
  const withheld = typedWithheld(context);
  return withFollowedDesk(context, async (desk) => {
    const withhold = withheld(desk);
    const result = await desk.dossiers.certify(id, shows, withhold, resolve(out));
    const made = result.certificates.length > 0 ? [id, ...shows.open] : [];
    return { ...result, alsoWithheld: await sayAlsoWithheld(context, desk, made, withhold) };
  });
}

function ended({ words, ...context }: Context, { errors }: CertifyResult): number {
  for (const { id, error } of errors) remark(context, `${id}: ${errorLine(words, error)}`);
  return Math.max(EXIT.ok, ...errors.map(({ error }) => exitCodeOf(error.code)));
}
