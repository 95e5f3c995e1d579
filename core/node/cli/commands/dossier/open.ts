import { resolve } from 'node:path';
import type { DossierShows } from '../../../desk/dossiers/types.ts';
import type { CertifyResult } from '../../../desk/types.ts';
import { type Arguments, usage } from '../../arguments.ts';
import { answer, type Context, remark, withView } from '../../context.ts';
import { EXIT, exitCodeOf } from '../../exit-codes.ts';
import { errorLine } from '../../print.ts';
import { dossierTextsFor } from '../../texts/dossier.ts';
import { typedWithheld } from '../../withheld.ts';
import { withFollowedDesk } from './followed.ts';
import { onlyId } from './only-id.ts';

/** Ids in one option, repeated or separated by commas. */
const idsIn = (args: Arguments, name: string) =>
  args
    .texts(name)
    .flatMap((typed) => typed.split(','))
    .map((id) => id.trim())
    .filter((id) => id !== '');

/** `dossier certify ID --out DIR`: its certificate, with all items, chosen ones laid open, and records shown to be missing. */
export async function certify(context: Context, rest: readonly string[]): Promise<number> {
  const { args } = context;
  const id = onlyId(rest, 'certify');
  const out = args.text('out');
  if (out === null) throw usage('needs-option', { command: 'dossier certify', option: '--out DIR' });
  const shows = {
    items: args.flag('items'),
    open: idsIn(args, 'open'),
    absent: idsIn(args, 'absent'),
    sample: null,
  };
  const result = await written(context, id, shows, out);
  answer(
    context,
    { certificates: result.certificates, errors: result.errors.map(({ error }) => error) },
    result.certificates.map(({ path }) => path),
  );
  return ended(context, result);
}

/** `dossier sample ID --seed TEXT --size N [--out DIR]`: draws a sample, says what it means, and writes what opens exactly it. */
export async function sample(context: Context, rest: readonly string[]): Promise<number> {
  const { args, language } = context;
  const id = onlyId(rest, 'sample');
  const texts = dossierTextsFor(language);
  const [seed, size, out] = [args.text('seed'), sizeOf(args), args.text('out')];
  if (seed === null) throw usage('needs-option', { command: 'dossier sample', option: '--seed TEXT' });
  const found = withView(context, ({ dossiers }) => dossiers.sample(id, size, seed));
  const open = found.drawn.flatMap(({ record }) => record ?? []);
  const shows: DossierShows = { items: args.flag('items'), open, absent: [], sample: { seed, size } };
  const result = out === null ? null : await written(context, id, shows, out);
  const { drawn, of, atMost } = found;
  answer(context, { ...found, ...(result ? { certificates: result.certificates } : {}) }, [
    texts.drawn({ size, of, seed }),
    ...drawn.map(({ place, record }) => `  ${place + 1}  ${record ?? texts.otherDesk}`),
    texts.means({ atMost, of, share: ((100 * atMost) / of).toFixed(2) }),
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

function written(context: Context, id: string, shows: DossierShows, out: string): Promise<CertifyResult> {
  const withheld = typedWithheld(context);
  return withFollowedDesk(context, (desk) => desk.dossiers.certify(id, shows, withheld(desk), resolve(out)));
}

function ended({ words, ...context }: Context, { errors }: CertifyResult): number {
  for (const { id, error } of errors) remark(context, `${id}: ${errorLine(words, error)}`);
  return Math.max(EXIT.ok, ...errors.map(({ error }) => exitCodeOf(error.code)));
}
