/** Changes one string of a template's source at a time, and asks whether any golden certificate shows it. */
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
import { sampleFonts } from '../../core/certificate-samples.ts';
import { GOLDEN_KINDS, goldenSets } from './goldens.ts';

/** One string in a source file: what stands between `start` and `end` is its text, without quotes. */
export interface FixedString {
  readonly file: string;
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
  const leave = ({ start, end }: { readonly start: number; readonly end: number }) => left.push([start, end]);
  const add = (start: number, end: number) => {
    const constant = constants.findLast(([, from, to]) => from <= start && end <= to)?.[0] ?? null;
    found.push({ file: relative(ROOT, file), start, end, text: source.slice(start, end), constant });
  };
  new Visitor({
    ImportDeclaration: leave,
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
    Literal: ({ value, start, end }) => {
      if (typeof value === 'string') add(start + 1, end - 1);
    },
    TemplateElement: ({ start, end, value }) => {
      const at = source.indexOf(value.raw, start);
      if (value.raw !== '' && at >= start && at <= end) add(at, at + value.raw.length);
    },
  }).visit(program);
  return found.filter(({ start, end }) => !left.some(([from, to]) => from <= start && end <= to));
}

/** The template with one letter more in one of its strings. */
async function templateWith(
  template: number,
  changed: FixedString | null,
  letter: string,
): Promise<CertificateTemplate> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'one-string-changed',
        load(id: string) {
          if (!changed || relative(ROOT, id) !== changed.file) return null;
          const source = readFileSync(id, 'utf8');
          return `${source.slice(0, changed.end)}${letter}${source.slice(changed.end)}`;
        },
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
  const exported: Record<string, CertificateTemplate> = {};
  compileFunction(chunk.output[0].code, ['exports', 'require'])(exported, createRequire(import.meta.url));
  const [made] = Object.values(exported).filter((one) => typeof one === 'object');
  if (!made) throw new Error('the bundle has no template');
  return made;
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

/** Those of a template's strings that can be changed by a letter without any golden certificate showing it. */
export async function unseen(
  template: CertificateTemplate,
  strings: readonly FixedString[],
  letter: string = COMMON,
): Promise<readonly string[]> {
  const { template: number } = template.definition;
  const fonts = patientFonts();
  const subjects = goldenSets(template).map(([, set]) => ({
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
  const unchanged = await templateWith(number, null, letter);
  const expected = subjects.map((subject) => drawn(unchanged, subject));
  const missed: string[] = [];
  for (const one of strings) {
    const changed = await templateWith(number, one, letter);
    if (subjects.every((subject, i) => drawn(changed, subject) === expected[i]))
      missed.push(`${one.file}: ${one.text}`);
  }
  return missed;
}
