/**
 * Changes one string of a template at a time, and asks whether any golden certificate shows it. The template is built once, with
 * every string behind a switch; it is then loaded anew for each string, as many of them are read when it is loaded.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import { build, parseSync, Visitor } from 'vite';
import type { CertificateFonts } from '../../../core/certificate/drawing/fonts.ts';
import { codesOf } from '../../../core/certificate/make.ts';
import { readStatement } from '../../../core/certificate/statement.ts';
import type { CertificateTemplate } from '../../../core/certificate/template.ts';
import { nobleCrypto } from '../../../core/crypto.ts';
import { toHex, utf8 } from '../../../core/formats/bytes.ts';
import type { EvidenceSet } from '../../../core/formats/evidence.ts';
import { sampleFonts } from '../../core/certificate-samples.ts';
import { GOLDEN_KINDS, goldenSets } from './goldens.ts';

/** What a string is in its source: a value, the name of a property, or a part of a template. */
type Grammar = 'value' | 'name' | 'part';

/** One string in a source file: what stands between `start` and `end` is its text, without quotes. */
export interface FixedString {
  readonly file: string;
  readonly as: Grammar;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The constant in which it stands, or null. */
  readonly constant: string | null;
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const folderOf = (template: number) => join(ROOT, 'core/certificate', `template-${template}`);

/** Constants whose strings are only characters for the fonts: no page shows them as they stand there. */
const CHARACTERS_ONLY = ['UNPRINTED', 'FIXED_CHARACTERS'];

/** The strings of a template's own files, but for those of its digests, its imports, and its reasons for drawing nothing. */
function stringsOfTemplate(template: number): readonly FixedString[] {
  const folder = folderOf(template);
  return readdirSync(folder)
    .filter((name) => name !== 'goldens.ts')
    .flatMap((name) => stringsOf(join(folder, name)))
    .filter(({ text }) => text !== '');
}

/** The strings that a page of this template may show. */
export const shownStrings = (template: number): readonly FixedString[] =>
  stringsOfTemplate(template).filter(({ constant }) => !CHARACTERS_ONLY.includes(constant ?? ''));

/** The strings whose characters are in the fonts, and which no page shows. */
export const unshownStrings = (template: number): readonly FixedString[] =>
  stringsOfTemplate(template).filter(({ constant }) => CHARACTERS_ONLY.includes(constant ?? ''));

function stringsOf(file: string): readonly FixedString[] {
  const source = readFileSync(file, 'utf8');
  const { program } = parseSync(file, source);
  const found: FixedString[] = [];
  const left: (readonly [start: number, end: number])[] = [];
  const constants: (readonly [name: string, start: number, end: number])[] = [];
  const names: number[] = [];
  const leave = ({ start, end }: { readonly start: number; readonly end: number }) => left.push([start, end]);
  const add = (as: Grammar, start: number, end: number) => {
    const constant = constants.findLast(([, from, to]) => from <= start && end <= to)?.[0] ?? null;
    found.push({ file: relative(ROOT, file), as, start, end, text: source.slice(start, end), constant });
  };
  new Visitor({
    ImportDeclaration: leave,
    ExportNamedDeclaration: ({ source: from }) => {
      if (from) leave(from);
    },
    TSTypeAnnotation: leave,
    TSInterfaceDeclaration: leave,
    TSTypeAliasDeclaration: leave,
    TSTypeParameterInstantiation: leave,
    TSAsExpression: ({ typeAnnotation }) => leave(typeAnnotation),
    CallExpression: (call) => {
      if (call.callee.type === 'Identifier' && call.callee.name === 'noRowsFor') leave(call);
    },
    VariableDeclarator: ({ id, start, end }) => {
      if (id.type === 'Identifier') constants.push([id.name, start, end]);
    },
    Property: ({ key, computed }) => {
      if (!computed) names.push(key.start);
    },
    Literal: ({ value, start, end }) => {
      if (typeof value === 'string') add(names.includes(start) ? 'name' : 'value', start + 1, end - 1);
    },
    TemplateElement: ({ start, end, value }) => {
      const at = source.indexOf(value.raw, start);
      if (value.raw !== '' && at >= start && at <= end) add('part', at, at + value.raw.length);
    },
  }).visit(program);
  return found.filter(({ start, end }) => !left.some(([from, to]) => from <= start && end <= to));
}

/** What stands in the source for a string, as the text before it and after it: `switched(number, text)` decides what it is. */
const SWITCHES: Readonly<Record<Grammar, (number: number) => readonly [before: string, after: string]>> = {
  value: (number) => [`switched(${number}, `, ')'],
  name: (number) => [`[switched(${number}, `, ')]'],
  part: (number) => ['', `\${switched(${number}, '')}`],
};

/** The source of a file with each of its strings behind a switch, by its place in `strings`. */
function switchedSource(file: string, strings: readonly FixedString[]): string {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const edits = [...strings.entries()]
    .filter(([, one]) => one.file === file)
    .flatMap(([number, { as, start, end }]) => {
      const [before, after] = SWITCHES[as](number);
      const quote = as === 'part' ? 0 : 1;
      return [[start - quote, before] as const, [end + quote, after] as const];
    });
  // from the end on, so that the other places stay where they are
  return edits
    .sort(([a], [b]) => b - a)
    .reduce((text, [at, added]) => `${text.slice(0, at)}${added}${text.slice(at)}`, source);
}

type WithLetter = (changed: FixedString | null, letter: string) => CertificateTemplate;

/** Builds a template; gives it with one letter more in one of its strings, or as it is. */
async function buildTemplate(template: number): Promise<WithLetter> {
  const strings = stringsOfTemplate(template);
  const output = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'switched-strings',
        load: (id: string) =>
          strings.some(({ file }) => file === relative(ROOT, id)) ? switchedSource(relative(ROOT, id), strings) : null,
      },
    ],
    build: {
      write: false,
      minify: false,
      target: 'es2023',
      lib: { entry: join(folderOf(template), 'index.ts'), formats: ['cjs'], fileName: 'template' },
      rolldownOptions: { external: /^(fflate|pdf-lib|@noble|@cantoo|qr)/ },
    },
  });
  const chunk = [output].flat()[0];
  if (!chunk || !('output' in chunk)) throw new Error('vite gave no bundle');
  const run = compileFunction(chunk.output[0].code, ['exports', 'require', 'switched']);
  const require = createRequire(import.meta.url);
  return (changed, letter) => {
    const number = strings.findIndex(({ file, start }) => file === changed?.file && start === changed.start);
    if (changed && number < 0) throw new Error(`${changed.file} has no such string`);
    const exported: Record<string, CertificateTemplate> = {};
    run(exported, require, (one: number, text: string) => (one === number ? `${text}${letter}` : text));
    const [made] = Object.values(exported).filter((value) => typeof value === 'object');
    if (!made) throw new Error('the bundle has no template');
    return made;
  };
}

/** A letter that the fonts of every page have: only the words tell that it was added. */
const COMMON = 'x';
/** One that they lack. */
export const RARE = '龘';

/** The fonts, of which the same characters are cut once, whichever template asks. */
function patientFonts(): CertificateFonts {
  const fonts = sampleFonts();
  const cut = new Map<string, ReturnType<CertificateFonts['fixed']>>();
  return {
    ...fonts,
    fixed: (characters) => {
      const key = JSON.stringify(
        [characters.regular, characters.bold].map((text) => [...new Set(`${text}${COMMON}`)].sort().join('')),
      );
      const known = cut.get(key) ?? fonts.fixed(characters);
      cut.set(key, known);
      return known;
    },
  };
}

/** How a string is named to those who look for it. */
export const placeOf = ({ file, text }: FixedString): string => `${file}: ${text}`;

interface Mutation {
  /** What is added to each string. */
  readonly letter?: string;
  /** The certificates that may show it. Default: the golden ones. */
  readonly sets?: readonly EvidenceSet[];
}

/** Those of a template's strings that can be changed by a letter without any of these certificates showing it. */
export async function unseen(
  template: CertificateTemplate,
  strings: readonly FixedString[],
  { letter = COMMON, sets = goldenSets(template).map(([, set]) => set) }: Mutation = {},
): Promise<readonly string[]> {
  const fonts = patientFonts();
  const subjects = sets.map((set) => ({
    statement: readStatement(set, nobleCrypto, GOLDEN_KINDS),
    codes: codesOf(set, nobleCrypto),
  }));
  const drawn = (by: CertificateTemplate, { statement, codes }: (typeof subjects)[0]): string => {
    try {
      const { pages, fonts: used, ...rest } = by.draw(statement, codes, fonts);
      const cut = used.map(([name, { baseFont, codePoints }]) => [name, baseFont, codePoints]);
      const contents = pages.map(({ content }) => toHex(nobleCrypto.sha256(content)));
      return toHex(nobleCrypto.sha256(utf8(JSON.stringify([contents, cut, rest]))));
    } catch (error) {
      return `not drawn: ${String(error)}`;
    }
  };
  const withLetter = await buildTemplate(template.definition.template);
  const unchanged = withLetter(null, letter);
  const expected = subjects.map((subject) => drawn(unchanged, subject));
  const isUnchanged = (made: CertificateTemplate, i: number) => subjects[i] && drawn(made, subjects[i]) === expected[i];
  // what stands together in a source is mostly shown by the same certificate: the one that told last is asked first
  const order = [...subjects.keys()];
  return strings
    .filter((one) => {
      const made = withLetter(one, letter);
      const at = order.findIndex((i) => !isUnchanged(made, i));
      order.unshift(...order.splice(at, at < 0 ? 0 : 1));
      return at < 0;
    })
    .map(placeOf);
}
