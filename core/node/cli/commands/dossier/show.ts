import { resolve } from 'node:path';
import { noDataCode } from '../../../../dossier/tables/esma.ts';
import { esmaTables, poolTables } from '../../../../dossier/tables/tables.ts';
import type { Totals } from '../../../../dossier/totals.ts';
import { typedDate } from '../../../../records/typed-facts.ts';
import { moneyText } from '../../../../words/words.ts';
import type { DossierReading } from '../../../desk/dossiers/reading.ts';
import type { DossierDetail } from '../../../desk/dossiers/types.ts';
import { type TableFormat, writeTable } from '../../../table/write.ts';
import { usage } from '../../arguments.ts';
import { answer, type Context, remark, withDesk, withView } from '../../context.ts';
import { EXIT } from '../../exit-codes.ts';
import { dossierTextsFor } from '../../texts/dossier.ts';
import { onlyId } from './only-id.ts';

/** `dossier show ID`: what is in it; `--items` names all, `--tables` and `--esma` write tables of its records. */
export async function show(context: Context, rest: readonly string[]): Promise<number> {
  const { args } = context;
  const id = onlyId(rest, 'show');
  const wanted = wantedTables(context);
  const found = withView(context, ({ dossiers }) => ({
    detail: dossiers.detail(id),
    items: args.flag('items') ? dossiers.items(id) : null,
    assets: args.has('tables') || args.has('esma') ? dossiers.assets(id) : [],
  }));
  const { detail, items } = found;
  const written = await writeTables(context, found, wanted);
  answer(context, { ...detail, ...(items ? { list: items } : {}), ...written }, [
    ...detailLines(context, detail),
    ...(items ?? []).map(({ list, place, leaf, record, canOpen }) => {
      const texts = dossierTextsFor(context.language);
      const marks = [...(record === null ? [texts.otherDesk] : []), ...(canOpen ? [] : [texts.cannotOpen])];
      return `${list === 'items' ? texts.items : texts.credits} ${place + 1}  ${record ?? leaf}  ${marks.join(', ')}`.trim();
    }),
  ]);
  return EXIT.ok;
}

function detailLines({ language }: Context, detail: DossierDetail): readonly string[] {
  const texts = dossierTextsFor(language);
  const { record, title, number, rule, items, credits, totals, change } = detail;
  return [
    `${record}  ${[title, number].filter((one) => one !== null).join('  ')}`.trim(),
    `${texts.items}: ${items}`,
    ...(credits > 0 ? [`${texts.credits}: ${credits}`] : []),
    ...totalLines({ language }, totals),
    ...(rule === null ? [] : [`${texts.rule}:`, ...rule.words.map((line) => `  ${line}`)]),
    ...(rule?.cutOff ? [`${texts.cutOff}: ${rule.cutOff}`] : []),
    ...(change === null ? [] : [texts.change(change)]),
  ];
}

/** A line for each currency of each list. */
export function totalLines({ language }: Pick<Context, 'language'>, totals: Totals | null): readonly string[] {
  const texts = dossierTextsFor(language);
  if (totals === null) return [];
  const lines = (['items', 'credits'] as const).flatMap((list) =>
    totals[list].map(({ currency, amount, count }) => {
      return `  ${texts.total({ list, count, amount: moneyText({ amount, currency }) })}`;
    }),
  );
  return lines.length === 0 ? [] : [`${texts.totals}:`, ...lines];
}

interface Found {
  readonly detail: DossierDetail;
  readonly assets: ReturnType<DossierReading['assets']>;
}

/** A table to write. */
interface Wanted {
  readonly path: string;
  readonly format: TableFormat;
}

/** What was asked for, checked before anything is opened or written. Throws `usage`, and `bad-input` for the day. */
function wantedTables({ args }: Context) {
  const file = (name: 'tables' | 'esma'): Wanted | null => {
    const typed = args.text(name);
    return typed === null ? null : { path: resolve(typed), format: formatOf(typed) };
  };
  return { tables: file('tables'), esma: file('esma'), cutOff: typedDate(args.text('cut-off') ?? '') };
}

/** The tables that were asked for; `needed` are the codes of fields that want a value. */
async function writeTables(
  context: Context,
  { detail, assets }: Found,
  { tables, esma, ...wanted }: ReturnType<typeof wantedTables>,
): Promise<{ readonly written?: readonly string[]; readonly needed?: readonly string[] }> {
  const { language } = context;
  if (tables === null && esma === null) return {};
  const cutOff = wanted.cutOff ?? detail.rule?.cutOff ?? null;
  if (cutOff === null) throw usage('needs-option', { command: 'dossier show --tables', option: '--cut-off DATE' });
  const texts = dossierTextsFor(language);
  const written: string[] = [];
  if (tables !== null) {
    await writeTable(tables.path, tables.format, poolTables(assets, cutOff, language));
    written.push(tables.path);
  }
  let needed: readonly string[] = [];
  if (esma !== null) {
    // the secret behind them is made with the first
    const pseudonym = await withDesk(context, async (desk) => desk.dossiers.pseudonyms());
    const unsaid = { programme: '', transaction: '', added: null, noData: noDataCode('elsewhere') };
    const made = esmaTables(assets, { ...unsaid, cutOff, pseudonym }, language);
    await writeTable(esma.path, esma.format, made.tables);
    written.push(esma.path);
    needed = made.needed;
    if (needed.length > 0) remark(context, texts.fieldsMissing(needed.join(', ')));
  }
  for (const path of written) remark(context, texts.written(path));
  return { written, needed };
}

function formatOf(path: string): TableFormat {
  const format = (['xlsx', 'csv'] as const).find((one) => path.toLowerCase().endsWith(`.${one}`));
  if (!format) throw usage('one-of', { option: '--tables, --esma', known: 'FILE.xlsx, FILE.csv' });
  return format;
}
