/** PDFs whose pages are to be counted: trees of any shape, written in many ways, with updates and with something before them. */
import fc from 'fast-check';
import { concat, utf8 } from '../../../core/formats/bytes.ts';

/** A file, the number of its pages, and whether its tree states that number. */
export interface PagesVariant {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly isStated: boolean;
}

type Tree = number | readonly Tree[];

const tree = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.integer({ min: 1, max: 6 }),
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
  ),
})).tree;

const spaces = fc.array(fc.constantFrom(' ', '\n', '\r\n', '\t', ' % a comment\n', '%/Count 9\r', '  '), {
  minLength: 3,
  maxLength: 7,
});

class Writer {
  readonly #spaces: readonly string[];
  #used = 0;
  readonly objects = new Map<number, string>();

  constructor(written: readonly string[]) {
    this.#spaces = written;
  }

  space(): string {
    return this.#spaces[this.#used++ % this.#spaces.length] as string;
  }

  dict(entries: Readonly<Record<string, string>>): string {
    const said = Object.entries(entries).map(([name, value]) => `/${name}${this.space()}${value}${this.space()}`);
    return `<<${this.space()}${said.join('')}>>`;
  }

  add(text: string): number {
    const number = this.objects.size + 2;
    this.objects.set(number, text);
    return number;
  }
}

/** Writes a tree; gives its object's number and its pages. `wrong` is added to the count of the root. */
function node(
  writer: Writer,
  shape: Tree,
  parent: number | null,
  wrong: number,
): readonly [number: number, pages: number] {
  const number = writer.add('');
  const own = parent === null ? {} : { Parent: `${parent} 0 R` };
  const kids: readonly (readonly [number, number])[] =
    typeof shape === 'number'
      ? Array.from({ length: shape }, () => {
          const page = { Type: '/Page', Parent: `${number} 0 R`, MediaBox: '[0 0 100 100]', Resources: '<<>>' };
          return [writer.add(writer.dict(page)), 1] as const;
        })
      : shape.map((one) => node(writer, one, number, 0));
  const pages = kids.reduce((sum, [, count]) => sum + count, 0);
  const list = `[${kids.map(([kid]) => `${kid} 0 R`).join(writer.space())}]`;
  writer.objects.set(number, writer.dict({ Type: '/Pages', ...own, Kids: list, Count: String(pages + wrong) }));
  return [number, pages];
}

function fileOf(
  objects: ReadonlyMap<number, string>,
  size: number,
  before: Uint8Array,
  previous: number | null,
): Uint8Array {
  const parts: Uint8Array[] = [before];
  let at = before.length;
  const add = (text: string) => {
    const bytes = utf8(text);
    parts.push(bytes);
    at += bytes.length;
  };
  const entries: string[] = [];
  for (const [number, text] of objects) {
    entries.push(`${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`);
    add(`${number} 0 obj\n${text}\nendobj\n`);
  }
  const start = at;
  const free = previous === null ? '0 1\n0000000000 65535 f \n' : '';
  const prev = previous === null ? '' : `/Prev ${previous} `;
  add(`xref\n${free}${entries.join('')}trailer\n<< /Root 1 0 R /Size ${size} ${prev}>>\nstartxref\n${start}\n%%EOF\n`);
  return concat(...parts);
}

const startOf = (pdf: Uint8Array) =>
  Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(Buffer.from(pdf).toString('latin1'))?.[1]);

const variant: fc.Arbitrary<PagesVariant> = fc
  .record({
    shape: tree,
    spaces,
    wrong: fc.constantFrom(0, 0, 0, 7),
    update: fc.option(tree),
    front: fc.constantFrom('', '', '\ufeff', '\r\n', 'Content-Type: application/pdf\r\n\r\n'),
  })
  .map(({ shape, spaces: written, wrong, update, front }) => {
    const writer = new Writer(written);
    let [root, pages] = node(writer, shape, null, update === null ? wrong : 0);
    const catalog = () => writer.dict({ Type: '/Catalog', Pages: `${root} 0 R` });
    let bytes = fileOf(new Map([[1, catalog()], ...writer.objects]), 100_000, utf8('%PDF-1.7\n'), null);
    if (update !== null) {
      const before = new Set(writer.objects.keys());
      [root, pages] = node(writer, update, null, wrong);
      const added = [...writer.objects].filter(([number]) => !before.has(number));
      bytes = fileOf(new Map([[1, catalog()], ...added]), 100_000, bytes, startOf(bytes));
    }
    return { bytes: concat(utf8(front), bytes), pages, isStated: wrong === 0 };
  });

/** So many files of one seed. */
export function pagesVariants(seed: number, count: number): readonly PagesVariant[] {
  return fc.sample(variant, { seed, numRuns: count });
}
