import { existsSync, statSync } from 'node:fs';
import { NotaryError } from '../../../errors.ts';
import type { LinkWords } from '../../../records/link-words.ts';
import type { LinkTarget } from '../../../records/linking.ts';
import { LINK_RELS, type LinkRel, TYPED } from '../../../records/links.ts';
import type { Desk } from '../../desk/desk.ts';
import type { LinkSuggestion, OwnEnd, RecordLink, RecordLinks } from '../../desk/link-types.ts';
import type { ForeignRecord } from '../../store/foreign-types.ts';
import { usage } from '../arguments.ts';
import { consentTo } from '../consent.ts';
import { answer, type Context, remark, withDesk, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { type LinkTexts, linkTextsFor } from '../texts/links.ts';
import type { Command } from './command.ts';
import { wanted } from './show.ts';

const LEAF = /^[0-9a-f]{64}$/;

/** What `link` and `unlink` are asked for: a record, the other one as it was typed, and as what. */
function wish(context: Context, command: string): { readonly id: string; readonly to: string; readonly rel: LinkRel } {
  const { args } = context;
  const id = args.rest.join(' ');
  if (id === '') throw usage('needs-id-or-number', { command });
  const [to, typed] = [args.text('to'), args.text('as')];
  if (to === null) throw usage('needs-option', { command, option: '--to' });
  if (typed === null) throw usage('needs-option', { command, option: '--as' });
  const rel = LINK_RELS.find((known) => known === typed);
  if (!rel) throw usage('one-of', { option: '--as', known: LINK_RELS.join(', ') });
  return { id, to, rel };
}

/** The record that was meant: a file of a certificate, the hash of a leaf, or what names a record of this desk. */
async function targetOf(desk: Desk, typed: string): Promise<{ readonly to: LinkTarget; readonly kept?: boolean }> {
  if (existsSync(typed) && statSync(typed).isFile()) return desk.links.takeIn(typed);
  if (!LEAF.test(typed)) return { to: { record: wanted(desk, typed).id } };
  const known = desk.links.byLeaf(typed);
  if (known === null) throw new NotaryError('not-found', `no record has the leaf ${typed}`, { id: typed });
  return { to: known };
}

/** A command that changes one link of a record: `change` does it, `said` is what is said of it first. */
const linking = (
  command: 'link' | 'unlink',
  change: (desk: Desk, id: string, rel: LinkRel, to: LinkTarget) => RecordLinks,
): Command => ({
  options: { to: { type: 'string' }, as: { type: 'string' } },
  async run(context) {
    const { id: typed, to, rel } = wish(context, command);
    return withDesk(context, async (desk) => {
      const { id } = wanted(desk, typed);
      const target = await targetOf(desk, to);
      const found = change(desk, id, rel, target.to);
      const texts = linkTextsFor(context.language);
      const kept = target.kept === true;
      const said = [...(kept ? [texts.kept] : []), texts.changed[command]];
      answer(context, { id, ...found, kept }, [...said, ...lines(context, id, found)]);
      return EXIT.ok;
    });
  },
});

/** `link ID --to TARGET --as REL`: states that a record that waits refers to another one. */
export const link = linking('link', (desk, id, rel, to) => desk.links.link(id, { rel, to }));

/** `unlink ID --to TARGET --as REL`: takes a link back while the record waits. */
export const unlink = linking('unlink', (desk, id, rel, to) => desk.links.unlink(id, rel, to));

/**
 * `links ID [--accept NUMBER|all]…`: what it refers to, what refers to it, what is suggested; states what is accepted.
 * `links --partners` lists the records of other desks that are known, and `links --forget LEAF` forgets one.
 */
export const links: Command = {
  options: {
    accept: { type: 'string', multiple: true },
    partners: { type: 'boolean' },
    forget: { type: 'string' },
    yes: { type: 'boolean' },
  },
  async run(context) {
    const { args } = context;
    const leaf = args.text('forget');
    if (leaf !== null) return forget(context, leaf);
    if (args.flag('partners')) return partners(context);
    const typed = args.rest.join(' ');
    if (typed === '') throw usage('needs-id-or-number', { command: 'links' });
    const accepted = args.texts('accept');
    if (accepted.length > 0) return accept(context, typed, accepted);
    const { id, found } = withView(context, (view) => {
      const { id } = wanted(view, typed);
      return { id, found: view.links.of(id) };
    });
    answer(context, { id, ...found }, lines(context, id, found));
    return EXIT.ok;
  },
};

/** All that is known of other desks, each with its whole leaf, by which it is linked and forgotten. */
function partners(context: Context): number {
  const known = withView(context, (view) => view.links.partners());
  const texts = linkTextsFor(context.language);
  const lines = known.flatMap(({ record, referring }) => [
    `${record.leaf}  ${texts.takenIn({ day: record.added.slice(0, 10), referring })}`,
    `  ${endText({ leaf: null, own: null, foreign: record }, texts)}`,
  ]);
  answer(context, { partners: known }, lines.length === 0 ? [texts.noPartners] : lines);
  return EXIT.ok;
}

/** Forgets a record of another desk; says before what goes and what stays, and asks. */
function forget(context: Context, typed: string): Promise<number> {
  if (!LEAF.test(typed)) throw usage('not-a-digest', { option: '--forget' });
  const consent = consentTo('links --forget', 'forget', context);
  return withDesk(context, async (desk) => {
    const known = desk.links.partners().find(({ record }) => record.leaf === typed);
    if (!known) throw new NotaryError('not-found', `no record of another desk has the leaf ${typed}`, { id: typed });
    const texts = linkTextsFor(context.language);
    const name = endText({ leaf: null, own: null, foreign: known.record }, texts);
    for (const line of [name, ...texts.forgetting(known.referring)]) remark(context, line);
    await consent();
    desk.links.forget(typed);
    answer(context, { forgotten: typed, referring: known.referring }, [texts.forgotten]);
    return EXIT.ok;
  });
}

function accept(context: Context, typed: string, accepted: readonly string[]): Promise<number> {
  return withDesk(context, async (desk) => {
    const { id } = wanted(desk, typed);
    const { suggestions } = desk.links.of(id);
    const chosen = accepted.includes('all') ? suggestions : accepted.map((one) => chosenOf(suggestions, one));
    for (const { rel, basis, to } of chosen) desk.links.link(id, { rel, basis, to });
    const found = desk.links.of(id);
    const texts = linkTextsFor(context.language);
    answer(context, { id, accepted: chosen.length, ...found }, [
      texts.accepted(chosen.length),
      ...lines(context, id, found),
    ]);
    return EXIT.ok;
  });
}

function chosenOf(suggestions: readonly LinkSuggestion[], typed: string): LinkSuggestion {
  const chosen = /^[1-9]\d{0,2}$/.test(typed) ? suggestions[Number(typed) - 1] : undefined;
  if (chosen) return chosen;
  const known = ['all', ...suggestions.map((_, i) => String(i + 1))].join(', ');
  throw usage('not-one-of', { option: '--accept', value: typed, known });
}

function lines(context: Context, id: string, found: RecordLinks): readonly string[] {
  const { words, language } = context;
  const texts = linkTextsFor(language);
  const listed = (all: readonly RecordLink[], names: LinkWords['rels']) =>
    all.length === 0 ? [`  ${texts.none}`] : all.map((one) => `  ${names[one.rel]}: ${endText(one, texts)}`);
  return [
    `${texts.refersTo}:`,
    ...(found.other ? [`  ${words.links.other}`] : listed(found.refersTo, words.links.rels)),
    `${texts.referredToBy}:`,
    ...listed(found.referredToBy, words.links.referredAs),
    ...(found.suggestions.length === 0 ? [] : [`${texts.suggestions}:`]),
    ...found.suggestions.map((one, i) => {
      const { rel, basis, number, strict } = one;
      const why = texts.because({ number, place: basis === TYPED ? null : basis, strict });
      const end = endText({ ...one, leaf: 'leaf' in one.to ? one.to.leaf : null }, texts);
      return `  ${i + 1}  ${words.links.rels[rel]}: ${end}  – ${why}`;
    }),
    ...(found.suggestions.length === 0 ? [] : [texts.accept(id)]),
  ];
}

interface End {
  readonly leaf: string | null;
  readonly own: OwnEnd | null;
  readonly foreign: ForeignRecord | null;
}

function endText({ leaf, own, foreign }: End, texts: LinkTexts): string {
  if (own) {
    const names = [own.number, own.title ?? own.fileName].filter((name) => name !== null);
    const newest = own.newest === null ? [] : [texts.newest(own.newest.seq)];
    return [
      `#${own.seq}`,
      ...names,
      `(${[own.held ? texts.held : texts.states[own.state], ...newest].join('; ')})`,
    ].join('  ');
  }
  const short = leaf === null ? [] : [`${leaf.slice(0, 16)}…`];
  if (!foreign) return [texts.unknown, ...short].join('  ');
  const { number = null, title = null, fileName = null, holder = null } = foreign.facts;
  const names = [number, title ?? fileName].filter((name) => name !== null);
  return [...names, texts.foreign({ holder, verdict: foreign.verdict }), ...short].join('  ');
}
