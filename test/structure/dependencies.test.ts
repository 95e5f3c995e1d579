/** The dependency rule of docs/architecture.md: arrows point to core, and core points to nobody. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FOLDER_RULES, isNetwork, mayLoad, ruleOf } from '../../scripts/structure/imports.ts';
import { importTable, lintOverrides } from '../../scripts/structure/lint.ts';
import { DOCS_FILE, knownPackages, LINT_FILE, withTable } from '../../scripts/structure/write.ts';
import { importsOf, reachableFrom, readSource, sourceFiles } from './source.ts';

const files = ['core', 'electron', 'renderer', 'scripts'].flatMap(sourceFiles);

describe('the dependency rule', () => {
  it.each(FOLDER_RULES)('$folder', (rule) => {
    const own = files.filter((file) => ruleOf(file) === rule);
    const forbidden = own.flatMap((file) =>
      importsOf(file)
        .filter(({ target, isType }) => !(mayLoad(rule, target) || (isType && rule.types?.includes(target))))
        .filter(({ target }) => !/\.(css|json|html)$/.test(target))
        .map(({ target }) => `${file} imports ${target}`),
    );
    expect(own.length).toBeGreaterThan(0);
    expect(forbidden).toEqual([]);
  });

  it('covers every file', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => !ruleOf(file))).toEqual([]);
  });

  it('is what lint holds', () => {
    const { overrides } = JSON.parse(readFileSync(LINT_FILE, 'utf8'));
    expect(overrides, 'node scripts/structure/write.ts').toEqual(lintOverrides(knownPackages()));
  });

  it('is what the docs say', () => {
    const page = readFileSync(DOCS_FILE, 'utf8');
    expect(page).toContain(importTable());
    expect(page, 'node scripts/structure/write.ts').toBe(withTable(page));
  });
});

describe('what lies below the desk', () => {
  const DESK = /^core\/node\/desk\//;

  it('imports nothing of it, not even a type', () => {
    const below = files.filter((file) => /^core\/node\/(?!cli\/)/.test(file) && !DESK.test(file));
    expect(below.length).toBeGreaterThan(100);
    const upwards = below.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => DESK.test(target))
        .map(({ target }) => `${file} imports ${target}`),
    );
    expect(upwards).toEqual([]);
  });
});

describe('what a small web page can carry', () => {
  it.each(['core/verification/verify.ts', 'core/formats/attachments/index.ts'])(
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
  const product = files.filter((file) => !file.startsWith('scripts/'));
  const loading = (isIt: (target: string) => boolean) =>
    product.filter((file) => importsOf(file).some(({ target, isType }) => !isType && isIt(target)));

  it('is touched by the way out and by what listens, and by nothing else in the product', () => {
    const others = loading(isNetwork).filter((file) => !file.startsWith('core/node/network/'));
    expect(others).toEqual(['core/node/member/abci/server.ts', 'core/node/witness/server.ts']);
    // and those open no connections of their own
    for (const file of others) {
      const names = [...readSource(file).matchAll(/import (?!type)\{([^}]*)\} from 'node:(?:https?|http2|net|tls)'/g)];
      const values = names.flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
      const called = values
        .filter((name) => name !== '' && !name.startsWith('type '))
        .map((name) => name.split(' ')[0]);
      expect(new Set(called), file).toEqual(new Set(['createServer']));
    }
  });

  it('is left by one place in gRPC, which knows the proxy, and by no other means', () => {
    const grpc = loading((target) => target === '@grpc/grpc-js');
    expect(grpc).toEqual(['core/node/connectors/fabric/gateway.ts', 'core/node/connectors/fabric/tunnel.ts']);
    const opening = product.filter((file) => /new Client\(|makeClientConstructor/.test(readSource(file)));
    expect(opening).toEqual(['core/node/connectors/fabric/gateway.ts']);
    // what every engine has of its own accord; the list of the window asks its own pages
    const own = product.filter((file) =>
      /\bglobalThis\.fetch\b|(?<![.\w#])fetch\(|new (?:WebSocket|EventSource|XMLHttpRequest)\b|sendBeacon/.test(
        readSource(file),
      ),
    );
    expect(own).toEqual(['renderer/state/pages.ts']);
  });

  it('is out of reach of verifying', () => {
    for (const file of ['core/verification/verify.ts', 'core/node/verify/verify-files.ts'])
      expect([...reachableFrom(file)].filter(isNetwork)).toEqual([]);
  });
});

describe('cycles', () => {
  it('are none, by types neither: whatever a file imports does not import that file', () => {
    const graph = new Map(files.map((file) => [file, importsOf(file).map((one) => one.target)]));
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
