import { resolve } from 'node:path';
import { nameWarnings } from '../../../formats/look-alike-names.ts';
import { groupedHex } from '../../../words/words.ts';
import type { TestStep } from '../../connectors/kind.ts';
import { readChainFile } from '../../desk/chains.ts';
import type { ChainEntry, ChainHealth } from '../../desk/types.ts';
import { readSmallFile } from '../../system/small-file.ts';
import { usage } from '../arguments.ts';
import { answer, type Context, remark, withDesk, withView } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { nameRemarks } from '../name-remarks.ts';
import { errorLine } from '../print.ts';
import { askKeyPassword } from '../secret.ts';
import type { Command } from './command.ts';

/** Bytes of the largest key file that is read: one has about a hundred. */
const KEY_FILE = 4096;

/** `chain add FILE | list | test [NAME] | on NAME | off NAME | remove NAME | key NAME [--from FILE] | register [--kind KIND] --out FILE`. */
export const chain: Command = {
  options: {
    fingerprint: { type: 'string' },
    out: { type: 'string' },
    kind: { type: 'string' },
    optional: { type: 'boolean' },
    from: { type: 'string' },
  },
  async run(context) {
    const [action, name, ...more] = context.args.rest;
    if (more.length > 0) throw usage('takes-one', { command: 'chain' });
    if (action === 'list' && name === undefined) return list(context);
    if (action === 'test') return test(context, name);
    if (action === 'register') return register(context);
    if (name === undefined)
      throw usage('form', {
        form: 'chain add FILE | list | test [NAME] | on|off|remove NAME | key NAME | register --out FILE',
      });
    if (action === 'add') return add(context, name);
    if (action === 'key') return key(context, name);
    if (action === 'remove') return change(context, name, 'removed');
    if (action === 'on' || action === 'off') return change(context, name, action);
    throw usage('unknown-action', { command: 'chain', value: action ?? '' });
  },
};

function linesOf({ texts, language }: Context, entry: ChainEntry): readonly string[] {
  const marks = [
    entry.compared ? texts.compared : texts.notCompared,
    ...(entry.demo ? [texts.testNetwork] : []),
    ...(entry.enabled ? [] : [texts.switchedOff]),
    ...(entry.required ? [] : [texts.optional]),
  ];
  const rows = entry.rows.map(({ label, value }) => `  ${label[language]}: ${value}`);
  const members = entry.members.map(({ organisation, url }) => `  ${organisation}  ${url}`);
  return [`${entry.name} (${marks.join(', ')})`, `  ${groupedHex(entry.fingerprint)}`, ...rows, ...members];
}

function list(context: Context): number {
  const chains = withView(context, (view) => view.chains());
  const lines = chains.length === 0 ? [context.texts.chainNone] : chains.flatMap((entry) => linesOf(context, entry));
  answer(context, { chains }, lines);
  return EXIT.ok;
}

function add(context: Context, path: string): Promise<number> {
  return withDesk(context, async (desk) => {
    const { args, texts } = context;
    const typed = args.text('fingerprint');
    const file = resolve(path);
    const { connection, fingerprint } = readChainFile(file, context.kinds.connections);
    const accepted = desk.verification.trust().map(({ bundle }) => bundle);
    const entry = desk.chains.add({ path: file, fingerprint, typed, required: !args.flag('optional') });
    const warnings = nameWarnings(connection.trust, accepted);
    answer(context, { chain: entry, lookAlikes: warnings.alike, mixedNames: warnings.mixed }, linesOf(context, entry));
    for (const line of nameRemarks(texts, warnings)) remark(context, line);
    if (!entry.compared) remark(context, texts.trustCompare);
    if (entry.demo) remark(context, texts.chainDemo);
    return EXIT.ok;
  });
}

function change(context: Context, name: string, to: 'on' | 'off' | 'removed'): Promise<number> {
  return withDesk(context, async (desk) => {
    if (to === 'removed') desk.chains.remove(name);
    else desk.chains.enable(name, to === 'on');
    answer(context, { name, state: to }, [context.texts.chainChanged({ name, to })]);
    return EXIT.ok;
  });
}

/** Shows the key by which a chain's members register this desk; makes one, or reads it from a file, when there is none. */
async function key(context: Context, name: string): Promise<number> {
  const from = context.args.text('from');
  const contents = from === null ? null : readSmallFile(resolve(from), KEY_FILE).toString('latin1');
  const password = contents === null ? '' : await askKeyPassword(context.texts.askKeyPassword);
  return withDesk(context, async (desk) => {
    const rows = desk.chains.clientKey(name, contents === null ? null : { contents, password });
    const lines = rows.map(({ label, value }) => `${label[context.language]}: ${value}`);
    answer(context, { name, rows }, lines);
    remark(context, context.texts.chainKey);
    return EXIT.ok;
  });
}

/** What a chain answered: its steps, where its kind has such, else the health of its members. */
type Tried =
  | { readonly name: string; readonly steps: readonly TestStep[] }
  | { readonly name: string; readonly members: readonly ChainHealth[] };

/** Tries each chain: step by step, or by asking every member's node; exit code 0 when all is well. */
function test(context: Context, name: string | undefined): Promise<number> {
  return withDesk(context, async (desk) => {
    const names = name === undefined ? desk.chains.list().map((entry) => entry.name) : [name];
    const chains: Tried[] = [];
    for (const one of names) {
      const steps = await desk.chains.test(one);
      chains.push(steps ? { name: one, steps } : { name: one, members: await desk.chains.health(one) });
    }
    answer(
      context,
      { chains },
      chains.flatMap((one) => [one.name, ...triedLines(context, one)]),
    );
    return chains.every(isWell) ? EXIT.ok : EXIT.other;
  });
}

const isWell = (tried: Tried): boolean =>
  'steps' in tried
    ? tried.steps.every(({ state }) => state !== 'failed')
    : tried.members.every(({ reachable }) => reachable);

const MARKS: Readonly<Record<TestStep['state'], string>> = { passed: '✓', failed: '✕', 'not-run': '–' };

function triedLines({ texts, language, words }: Context, tried: Tried): readonly string[] {
  if ('members' in tried) return tried.members.map((member) => `  ${member.organisation}: ${texts.health(member)}`);
  return tried.steps.map(({ label, state, note, error }) => {
    const said = error ? errorLine(words, error) : (note?.[language] ?? '');
    return `  ${MARKS[state]} ${label[language]}${said === '' ? '' : `: ${said}`}`;
  });
}

function register(context: Context): Promise<number> {
  const out = context.args.text('out');
  if (out === null) throw usage('needs-option', { command: 'chain register', option: '--out FILE' });
  return withDesk(context, async (desk) => {
    const path = resolve(out);
    desk.chains.register(path, context.args.text('kind') ?? undefined);
    answer(context, { path }, [path]);
    remark(context, context.texts.chainRegister);
    return EXIT.ok;
  });
}
