/** The dependency rule of docs/architecture.md: arrows point to core, and core points to nobody. */
import { describe, expect, it } from 'vitest';
import { importsOf, reachableFrom, sourceFiles } from './source.ts';

interface Rule {
  /** What the folder is called in the table. */
  readonly folder: string;
  /** The files it is about: the first rule that matches a file applies. */
  readonly files: RegExp;
  /** What they may import, beside type imports from `types`. */
  readonly may: readonly RegExp[];
  readonly types?: readonly RegExp[];
}

const CORE = /^core\/(?!node\/)/;
const NOBLE = /^@noble\//;
const FFLATE = /^fflate$/;
const NODE = /^node:/;
const ZOD = /^zod(\/mini)?$/;

const RULES: readonly Rule[] = [
  {
    folder: 'core/certificate',
    files: /^core\/certificate\//,
    may: [CORE, NOBLE, FFLATE, /^pdf-lib$/, /^@cantoo\/fontkit$/],
  },
  {
    folder: 'core/paper',
    files: /^core\/paper\//,
    may: [/^core\/(?!node\/|certificate\/)/, /^qr(\/decode\.js)?$/, FFLATE],
  },
  { folder: 'core', files: CORE, may: [/^core\/(?!node\/|certificate\/)/, NOBLE, FFLATE] },
  {
    folder: 'core/node/box',
    files: /^core\/node\/box\//,
    may: [
      CORE,
      /^core\/node\//,
      NODE,
      FFLATE,
      /^postal-mime$/, // mails
      /^@kenjiuno\/msgreader$/, // mails of Outlook
      /^write-excel-file\/node$/,
    ],
  },
  {
    folder: 'core/node/connectors and member',
    files: /^core\/node\/(connectors|member)\//,
    may: [CORE, /^core\/node\//, NODE, ZOD],
  },
  {
    folder: 'core/node',
    files: /^core\/node\//,
    may: [
      CORE,
      /^core\/node\//,
      NODE,
      ZOD,
      /^better-sqlite3$/,
      /^csv-parse\/sync$/,
      /^read-excel-file\/node$/,
      /^write-excel-file\/node$/,
      /^jpeg-js$/,
      FFLATE,
    ],
  },
  {
    folder: 'electron',
    files: /^electron\//,
    may: [/^core\//, /^electron\//, /^electron$/, NODE, ZOD, /^@electron\/fuses$/],
  },
  {
    folder: 'renderer/verifier',
    files: /^renderer\/verifier\//,
    may: [/^core\/(?!node\/|certificate\/|timestamp)/, /^renderer\/verifier\//, FFLATE, /\.css$/],
  },
  {
    folder: 'renderer',
    files: /^renderer\//,
    may: [
      CORE,
      /^renderer\//,
      ZOD,
      /^react(-dom)?(\/|$)/,
      /^antd(\/|$)/,
      /^dayjs(\/|$)/, // the dates of antd
      /^dayjs(\/|$)/, // what antd's date fields speak
      /^@ant-design\//,
      /^(react-)?i18next$/,
      /^pdfjs-dist\//,
    ],
    types: [/^electron\/api\.ts$/],
  },
];

const files = ['core', 'electron', 'renderer'].flatMap(sourceFiles);

describe('the dependency rule', () => {
  it.each(RULES)('$folder', (rule) => {
    const own = files.filter((file) => RULES.find((one) => one.files.test(file)) === rule);
    const forbidden = own.flatMap((file) =>
      importsOf(file)
        .filter(
          ({ target, isType }) => ![...rule.may, ...(isType ? (rule.types ?? []) : [])].some((may) => may.test(target)),
        )
        .map(({ target }) => `${file} imports ${target}`),
    );
    expect(forbidden).toEqual([]);
  });

  it('covers every file', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => !RULES.some((rule) => rule.files.test(file)))).toEqual([]);
  });
});

describe('what a small web page can carry', () => {
  it.each(['core/verify.ts', 'core/attachments/index.ts'])(
    '%s reaches no PDF library, no font and no certificate',
    (file) => {
      const reached = [...reachableFrom(file)];
      expect(reached.length).toBeGreaterThan(5);
      expect(reached.filter((target) => /pdf-lib|fontkit|^core\/(certificate|timestamp)/.test(target))).toEqual([]);
      expect(reached.filter((target) => !/^(core\/|@noble\/|fflate$)/.test(target))).toEqual([]);
    },
  );
});

describe('the network', () => {
  const NETWORK = /^node:(http|https|http2|net|tls|dgram|dns)(\/|$)/;

  it('is touched by connectors, members of a chain and nobody else', () => {
    const touching = files.filter((file) =>
      importsOf(file).some(({ target, isType }) => !isType && NETWORK.test(target)),
    );
    expect(touching.filter((file) => !/^core\/node\/(connectors|member)\//.test(file))).toEqual([]);
  });

  it('is out of reach of verifying', () => {
    for (const file of ['core/verify.ts', 'core/node/verify-files.ts'])
      expect([...reachableFrom(file)].filter((target) => NETWORK.test(target))).toEqual([]);
  });
});

describe('cycles', () => {
  it('are none: whatever a file loads does not load that file', () => {
    const graph = new Map(
      files.map((file) => [
        file,
        importsOf(file)
          .filter((one) => !one.isType)
          .map((one) => one.target),
      ]),
    );
    expect(findCycle(graph)).toBeNull();
  });

  it('would be found', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['b']],
    ]);
    expect(findCycle(graph)).toEqual(['b', 'd', 'b']);
  });
});

function findCycle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): readonly string[] | null => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return null;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...path, node]);
      if (cycle) return cycle;
    }
    done.add(node);
    return null;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle) return cycle;
  }
  return null;
}
