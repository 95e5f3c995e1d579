import { resolve } from 'node:path';
import { foldedHead, TAPE_COLUMNS, type TapeMapping } from '../../../../dossier/tape/columns.ts';
import type { TapeTrouble } from '../../../../dossier/tape/match.ts';
import { tapeColumnName, tapeTroubleText } from '../../../../dossier/tape/words.ts';
import {
  DOSSIER_TEMPLATES,
  type DossierTemplateName,
  dossierTemplate,
  templateFilter,
} from '../../../../dossier/templates/templates.ts';
import type { Condition } from '../../../../records/dossier.ts';
import { typedDate } from '../../../../records/typed-facts.ts';
import type { DossierSource, DossierWish, TapePreview } from '../../../desk/dossiers/types.ts';
import { type Arguments, usage } from '../../arguments.ts';
import { answer, type Context, remark, withDesk } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { dossierTextsFor } from '../../texts/dossier.ts';
import { withFollowedDesk } from './followed.ts';
import { totalLines } from './show.ts';

/** Rows with trouble that are printed. */
const SHOWN = 20;

/** `dossier make ID…|--filter …|--tape FILE`: makes a dossier; with `--preview` says what a tape would give. */
export async function make(context: Context, rest: readonly string[]): Promise<number> {
  const { args } = context;
  const wish = wishOf(args, rest);
  if (args.flag('preview')) return preview(context, wish.source);
  return withFollowedDesk(context, async (desk) => {
    const texts = dossierTextsFor(context.language);
    const { record, troubles, ...made } = await desk.dossiers.make(wish);
    const lines = record === null ? [] : [record, texts.made(made), ...totalLines(context, made.totals)];
    answer(context, { record, ...made, troubles: troubles.map(withText(context)) }, lines);
    sayTroubles(context, troubles);
    if (record === null) {
      remark(context, texts.notMade);
      return EXIT.other;
    }
    if (troubles.length > 0) remark(context, texts.skipped(troubles.length));
    if (made.change) remark(context, texts.change(made.change));
    if (wish.template !== null) sayNeeds(context, wish.template);
    remark(context, texts.seal);
    return EXIT.ok;
  });
}

function preview(context: Context, source: DossierSource): Promise<number> {
  if (source.from !== 'tape') throw usage('needs-option', { command: 'dossier make --preview', option: '--tape FILE' });
  return withDesk(context, async (desk) => {
    const found = await desk.dossiers.preview(source.path, source.mapping);
    const texts = dossierTextsFor(context.language);
    const said = { rows: found.rows, found: found.found, troubles: found.troubles.length };
    answer(context, { ...found, troubles: found.troubles.map(withText(context)) }, [
      ...columnLines(context, found),
      texts.preview(said),
    ]);
    sayTroubles(context, found.troubles);
    return found.troubles.length > 0 ? EXIT.other : EXIT.ok;
  });
}

function columnLines({ language }: Context, { heads, columns }: TapePreview): readonly string[] {
  const texts = dossierTextsFor(language);
  return heads.map((head, i) => {
    const column = columns[i] ?? null;
    return texts.column({ head, means: column === null ? null : tapeColumnName(column, language) });
  });
}

const withText =
  ({ language }: Context) =>
  (trouble: TapeTrouble) => ({ ...trouble, text: tapeTroubleText(trouble, language) });

function sayTroubles(context: Context, troubles: readonly TapeTrouble[]): void {
  const texts = dossierTextsFor(context.language);
  for (const trouble of troubles.slice(0, SHOWN))
    remark(context, texts.row({ row: trouble.row, why: tapeTroubleText(trouble, context.language) }));
  if (troubles.length > SHOWN) remark(context, texts.more(troubles.length - SHOWN));
}

function sayNeeds(context: Context, name: DossierTemplateName): void {
  remark(context, dossierTextsFor(context.language).needs);
  for (const line of dossierTemplate(name).words[context.language].needs) remark(context, `  ${line}`);
}

function wishOf(args: Arguments, ids: readonly string[]): DossierWish {
  const template = templateOf(args);
  const rule = args.texts('rule');
  return {
    source: sourceOf(args, ids, template),
    template,
    title: args.text('title'),
    number: args.text('number'),
    note: args.text('note'),
    date: args.text('date'),
    cutOff: args.text('cut-off'),
    words: rule.length === 0 ? null : rule,
    supersedes: args.text('supersedes'),
  };
}

function templateOf(args: Arguments): DossierTemplateName | null {
  const typed = args.text('template');
  if (typed === null) return null;
  const name = DOSSIER_TEMPLATES.find((known) => known === typed);
  if (!name) throw usage('one-of', { option: '--template', known: DOSSIER_TEMPLATES.join(', ') });
  return name;
}

/** Records that are named, conditions, or a tape; the conditions of a template where nothing else is said. */
function sourceOf(args: Arguments, ids: readonly string[], template: DossierTemplateName | null): DossierSource {
  const typed = args.texts('filter').map(conditionOf);
  const tape = args.text('tape');
  const ways = [ids.length > 0, typed.length > 0, tape !== null].filter(Boolean).length;
  const own = template === null ? null : templateFilter(template, typedDate(args.text('cut-off') ?? ''));
  if (ways > 1 || (ways === 0 && own === null))
    throw usage('needs-choice', { command: 'dossier make', known: '--filter, --tape' });
  if (ids.length > 0) return { from: 'ids', ids };
  if (tape !== null) return { from: 'tape', path: resolve(tape), mapping: mappingOf(args), skip: args.flag('skip') };
  return { from: 'filter', filter: typed.length > 0 ? typed : (own ?? []) };
}

const SIGNS = { '=': 'is', '!=': 'not', '>=': 'from', '<=': 'to' } as const;

/** `scheme=cn-20`, `date<=2026-06-30`. Throws `usage`. */
function conditionOf(typed: string): Condition {
  const [, fact = '', sign = '', value = ''] = /^([a-zA-Z]+)\s*(!=|>=|<=|=)\s*(.+)$/.exec(typed) ?? [];
  const op = SIGNS[sign as keyof typeof SIGNS];
  if (op === undefined)
    throw usage('form', { form: 'dossier make --filter FACT=VALUE, FACT!=VALUE, FACT>=VALUE, FACT<=VALUE' });
  return { fact, op, value };
}

/** `--column HEAD=MEANING`; the meaning `none` leaves a column alone. Throws `usage`. */
function mappingOf(args: Arguments): TapeMapping {
  const known = [...TAPE_COLUMNS, 'none'] as const;
  return Object.fromEntries(
    args.texts('column').map((typed) => {
      const at = typed.lastIndexOf('=');
      const meaning = known.find((one) => one === typed.slice(at + 1).trim());
      if (at < 1 || !meaning)
        throw usage('not-one-of', { option: '--column HEAD=', value: typed.slice(at + 1), known: known.join(', ') });
      return [foldedHead(typed.slice(0, at)), meaning];
    }),
  );
}
