import { resolve } from 'node:path';
import { typedTolerance } from '../../../trace/match/allowance.ts';
import { GROUPINGS, type Grouping } from '../../../trace/match/groups.ts';
import { type Allowance, EXACT } from '../../../trace/match/match.ts';
import { ROLES, type Role } from '../../../trace/match/roles.ts';
import { RULE_NAMES, type RuleName, type RuleSetName } from '../../../trace/match/rules.ts';
import { type GroupNote, notesOf, type StatedGroup } from '../../../trace/match/statement.ts';
import { countsOf, verdictOf } from '../../../trace/match/verdict.ts';
import { groupText, matchWordsFor, saidText, tradesText } from '../../../words/match.ts';
import type { Language } from '../../../words/words.ts';
import { recordMatch, savedMatch, saveMatch } from '../../desk/match-files.ts';
import { MATCH_FORMATS, type MatchFormat, type MatchResult, type MatchWish } from '../../desk/match-types.ts';
import type { DeskView } from '../../desk/view.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withDesk, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import type { Command } from './command.ts';
import { wanted } from './show.ts';

/** `match ID… [--four-flow|--three-way]`: compares the documents of a trade; of one record those that hang together with it. */
export const match: Command = {
  options: {
    'four-flow': { type: 'boolean' },
    'three-way': { type: 'boolean' },
    tolerance: { type: 'string', multiple: true },
    days: { type: 'string' },
    as: { type: 'string', multiple: true },
    out: { type: 'string', multiple: true },
    by: { type: 'string' },
    linked: { type: 'boolean' },
    note: { type: 'string', multiple: true },
    notes: { type: 'string' },
    record: { type: 'boolean' },
  },
  async run(context) {
    const { args } = context;
    if (args.rest.length === 0) throw usage('needs-ids', { command: 'match' });
    const outputs = args.texts('out').map((path) => outputOf(path));
    const statement = outputs.find(({ format }) => format === 'json');
    if (args.flag('record') && !statement)
      throw usage('needs-option', { command: 'match --record', option: '--out FILE.json' });
    const found = withView(context, (view) => view.match(wishOf(context, view)));
    for (const { path, format } of outputs) await saveMatch(found, path, format, context.language);
    const record = args.flag('record') && statement ? await recorded(context, statement.path, found) : null;
    answer(context, { ...found, record }, lines(context, found));
    if (record !== null) remark(context, `${context.texts.recorded}  ${record}`);
    remark(context, matchWordsFor(context.language).whatItIs);
    const isMatched = found.statement.groups.every(({ findings }) => verdictOf(findings) === 'pass');
    return isMatched ? EXIT.ok : EXIT.unmatched;
  },
};

function outputOf(typed: string): { readonly path: string; readonly format: MatchFormat } {
  const format = MATCH_FORMATS.find((one) => typed.toLowerCase().endsWith(`.${one}`));
  if (format === undefined)
    throw usage('one-of', { option: '--out', known: MATCH_FORMATS.map((one) => `*.${one}`).join(', ') });
  return { path: resolve(typed), format };
}

function wishOf({ args }: Context, view: DeskView): MatchWish {
  const sets = (['four-flow', 'three-way'] as const).filter((name) => args.flag(name));
  if (sets.length > 1) throw usage('one-of', { option: 'match', known: '--four-flow, --three-way' });
  const [set = 'four-flow' satisfies RuleSetName] = sets;
  const ids = args.rest.map((typed) => wanted(view, typed).id);
  const roles = args.texts('as').map((typed) => roleIn(typed, view));
  return {
    ids,
    set,
    allowance: allowanceOf(args),
    linked: ids.length === 1 || args.flag('linked'),
    roles: Object.fromEntries(roles),
    grouping: groupingIn(args),
    notes: notesIn(args, view),
  };
}

function groupingIn(args: Context['args']): Grouping | undefined {
  const typed = args.text('by');
  const grouping = GROUPINGS.find((one) => one === typed);
  if (typed !== null && grouping === undefined) throw usage('one-of', { option: '--by', known: GROUPINGS.join(', ') });
  return grouping;
}

/** Those of a statement that was saved before (`--notes`), and those that are typed, which take their place. */
function notesIn(args: Context['args'], view: DeskView): readonly GroupNote[] {
  const file = args.text('notes');
  const earlier = file === null ? [] : notesOf(savedMatch(resolve(file)));
  const typed = args.texts('note').map((text) => noteIn(text, view));
  return [...new Map([...earlier, ...typed].map((note) => [`${note.group} ${note.rule}`, note])).values()];
}

/** `ID=TEXT`, or `ID/RULE=TEXT`: the trade that is called by a record, or a rule of it. */
function noteIn(typed: string, view: DeskView): GroupNote {
  const [, id, rule = null, text] = /^([^=/]+)(?:\/([a-z-]+))?=(.+)$/s.exec(typed) ?? [];
  const known = RULE_NAMES.find((name) => name === rule) ?? null;
  if (id === undefined || text === undefined || (rule !== null && known === null))
    throw usage('form', { form: 'match … --note ID=TEXT | --note ID/RULE=TEXT' });
  return { group: wanted(view, id).id, rule: known, text };
}

function allowanceOf(args: Context['args']): Allowance {
  const days = args.text('days') ?? '0';
  if (!/^\d{1,4}$/.test(days)) throw usage('not-a-number', { option: '--days' });
  return { ...EXACT, ...Object.assign({}, ...args.texts('tolerance').map(typedTolerance)), days: Number(days) };
}

/** `order=ID`: what a record is, where it does not say so itself. */
function roleIn(typed: string, view: DeskView): readonly [id: string, role: Role] {
  const [name = '', ...id] = typed.split('=');
  const role = ROLES.find((one) => one === name);
  if (role === undefined || id.length === 0) throw usage('form', { form: `match ID… --as ${ROLES.join('|')}=ID` });
  return [wanted(view, id.join('=')).id, role];
}

const recorded = (context: Context, path: string, found: MatchResult): Promise<string> =>
  withDesk(context, (desk) => recordMatch(desk, found, path, context.language), { hashing: true });

function lines({ language }: Context, found: MatchResult): readonly string[] {
  const { statement, names, leftOut, replaced } = found;
  const words = matchWordsFor(language);
  const nameOf = (id: string) => names[id] ?? id;
  const { groups } = statement;
  return [
    ...(groups.length > 1 ? [`${words.sets[statement.rules.set]}: ${tradesText(groups, language)}`] : []),
    ...groups.flatMap((group) => groupLines(group, found, language)),
    ...leftOut.map((id) => words.leftOut(nameOf(id))),
    ...replaced.map(({ id, by }) => words.replaced({ old: nameOf(id), by: nameOf(by) })),
  ];
}

/** What was found in one trade, with the notes on it. */
function groupLines(group: StatedGroup, { statement, names }: MatchResult, language: Language): readonly string[] {
  const words = matchWordsFor(language);
  const nameOf = (id: string | null) => (id === null ? '' : (names[id] ?? id));
  const isOnly = statement.groups.length === 1;
  const title = isOnly ? words.sets[statement.rules.set] : groupText(group, statement, names, language);
  const noted = (row: RuleName | null) =>
    group.notes.filter(({ rule }) => rule === row).map(({ text }) => `    ${words.columns.note}: ${text}`);
  return [
    ...(isOnly ? [] : ['']),
    `${title}: ${words.counts(countsOf(group.findings))}`,
    ...noted(null),
    ...group.findings.flatMap(({ rule, state, by, said, lacks, onlyNames }) => [
      `[${words.states[state]}] ${words.rules[rule]}${by === null ? '' : `: ${words.by(by)}`}${onlyNames ? ` (${words.onlyNames})` : ''}`,
      ...(state === 'differs' ? said.map((one) => `    ${saidText(one, names, language)}`) : []),
      ...lacks.map((lack) => `    ${words.lack(lack, nameOf(lack.record))}`),
      ...noted(rule),
    ]),
  ];
}
