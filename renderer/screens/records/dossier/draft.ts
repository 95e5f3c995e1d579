/** What somebody who makes a dossier has typed and chosen so far. */

import type { TapeMapping } from '../../../../core/dossier/tape/columns.ts';
import {
  type DossierTemplateName,
  dossierTemplate,
  templateFilter,
} from '../../../../core/dossier/templates/templates.ts';
import { type Condition, MAX_RULE_LINES } from '../../../../core/records/dossier.ts';
import type { DossierPage, DossierPlanWish, DossierWish, Language, RecordRow } from '../../../../electron/api.ts';
import { sealedRows } from '../../../components/sealed-rows.ts';
import type { RecordFilter } from '../../../state/record-pages.ts';
import { readFact } from '../../notarize/fact-input.ts';

/** Where records can come from. */
export type From = 'ids' | 'list' | 'filter' | 'tape';

/** What the dialog begins with. */
export interface DossierStart {
  /** Sealed records that are selected. */
  readonly ids: readonly string[];
  /** How many selected ones are not sealed. */
  readonly notSealed: number;
  /** The list as it is filtered, and its length; null where there is none. */
  readonly list: { readonly filter: RecordFilter; readonly total: number } | null;
  /** The dossier that it replaces. */
  readonly replaces: DossierPage | null;
  /** A table that was dropped. */
  readonly tape?: string;
}

/** See the head of this file. */
export interface Draft {
  readonly template: DossierTemplateName | null;
  readonly title: string;
  readonly number: string;
  readonly date: string;
  readonly cutOff: string;
  readonly note: string;
  /** The rule, one line each. */
  readonly words: string;
  readonly from: From;
  readonly tape: string | null;
  readonly mapping: TapeMapping;
  readonly skip: boolean;
}

/** What the dialog begins with: chosen records, the list, and the dossier that it replaces. */
export function startOf(
  rows: readonly RecordRow[],
  list: DossierStart['list'],
  replaces: DossierPage | null,
): DossierStart {
  const ids = sealedRows(rows).map(({ id }) => id);
  return { ids, notSealed: rows.length - ids.length, list, replaces };
}

const firstFrom = ({ ids, list, replaces, tape }: DossierStart): From => {
  if (tape !== undefined) return 'tape';
  if (ids.length > 0) return 'ids';
  if (replaces?.rule?.filter) return 'filter';
  return list !== null && list.total > 0 && replaces === null ? 'list' : 'tape';
};

/** The draft at first: that of the former dossier, where there is one. */
export function firstDraft(start: DossierStart): Draft {
  const { replaces } = start;
  return {
    template: null,
    title: replaces?.title ?? '',
    number: replaces?.number ?? '',
    date: '',
    cutOff: '',
    note: '',
    words: replaces?.rule?.words.join('\n') ?? '',
    from: firstFrom(start),
    tape: start.tape ?? null,
    mapping: {},
    skip: false,
  };
}

const saidBy = (template: DossierTemplateName | null, language: Language) => {
  const said = template === null ? null : dossierTemplate(template).words[language];
  return { title: said?.name ?? '', words: said?.rule.join('\n') ?? '' };
};

/** Another template: its words take the place of those of the former one, and of nothing that was typed. */
export function withTemplate(draft: Draft, template: DossierTemplateName | null, language: Language): Draft {
  const before = saidBy(draft.template, language);
  const after = saidBy(template, language);
  const keeps = (typed: string, former: string) => typed.trim() !== '' && typed !== former;
  const changed = {
    ...draft,
    template,
    title: keeps(draft.title, before.title) ? draft.title : after.title,
    words: keeps(draft.words, before.words) ? draft.words : after.words,
  };
  return changed.from === 'filter' && conditionsOf(changed, null) === null ? { ...changed, from: 'tape' } : changed;
}

/** A day as it was typed; undefined where it is none. */
export function typedDay(typed: string): string | null | undefined {
  const read = readFact('date', typed);
  return read.ok ? (read.facts.date ?? null) : undefined;
}

/** Whether there is a cut-off without a rule that it belongs to. */
export const lacksWords = ({ cutOff, words }: Pick<Draft, 'cutOff' | 'words'>): boolean =>
  cutOff.trim() !== '' && words.trim() === '';

/** The conditions that choose the records: those of the former dossier, else of the template; null where neither has any. */
export function conditionsOf(
  draft: Pick<Draft, 'template' | 'cutOff'>,
  replaces: DossierPage | null,
): readonly Condition[] | null {
  const cutOff = typedDay(draft.cutOff) ?? null;
  if (draft.template !== null) return templateFilter(draft.template, cutOff);
  const former = replaces?.rule?.filter ?? null;
  if (former === null || cutOff === null) return former;
  // the former one ended with its own cut-off
  const others = former.filter(({ fact, op }) => !(fact === 'date' && op === 'to'));
  return [...others, { fact: 'date', op: 'to', value: cutOff }];
}

/** From which records, as the desk is asked; null while something is not chosen yet. */
export function sourceOf(draft: Draft, { ids, list, replaces }: DossierStart): DossierPlanWish['source'] | null {
  switch (draft.from) {
    case 'ids':
      return { from: 'ids', ids };
    case 'list':
      return list === null ? null : { from: 'list', filter: list.filter };
    case 'filter': {
      const filter = conditionsOf(draft, replaces);
      return filter === null ? null : { from: 'filter', filter };
    }
    case 'tape':
      return draft.tape === null ? null : { from: 'tape', path: draft.tape, mapping: draft.mapping };
  }
}

const orNull = (typed: string) => (typed.trim() === '' ? null : typed.trim());

const linesOf = ({ words }: Pick<Draft, 'words'>): readonly string[] =>
  words.split('\n').flatMap((line) => orNull(line) ?? []);

/** Whether the rule has more lines than a record states. */
export const hasTooManyLines = (draft: Pick<Draft, 'words'>): boolean => linesOf(draft).length > MAX_RULE_LINES;

/** What the desk is asked to make. */
export function wishOf(draft: Draft, source: DossierPlanWish['source'], replaces: DossierPage | null): DossierWish {
  return {
    source: source.from === 'tape' ? { ...source, skip: draft.skip } : source,
    title: orNull(draft.title),
    number: orNull(draft.number),
    note: orNull(draft.note),
    date: orNull(draft.date),
    template: draft.template,
    words: linesOf(draft),
    cutOff: orNull(draft.cutOff),
    supersedes: replaces?.record ?? null,
  };
}
