/** Source files of the project and what each imports, read from its syntax tree, dynamic imports and workers included. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'vite';

export const ROOT = join(import.meta.dirname, '../..');

/** Every TypeScript file below a folder, as paths from the root of the project with forward slashes. */
export function sourceFiles(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => normalize(join(entry.parentPath, entry.name)).slice(ROOT.length + 1))
    .sort();
}

export function readSource(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** One import of a file. */
export interface Import {
  /** A path from the root for files of the project, else the name of the package or Node module. */
  readonly target: string;
  /** Erased by the compiler: nothing is loaded for it. */
  readonly isType: boolean;
}

/** Loads packages that only Electron depends on, from Electron's own folder; it is no part of the product. */
const FOUND_AT_RUN_TIME = 'scripts/runtime/download.ts';

/** What a file imports or re-exports, in any way: `import`, `export … from`, `import()`, `new URL(…, import.meta.url)`. */
export function importsOf(file: string): readonly Import[] {
  const text = readSource(file);
  const { module } = parseSync(file, text);
  const statements = [
    ...module.staticImports.map((one) => ({ ...one, requests: [one.moduleRequest.value] })),
    ...module.staticExports.map((one) => ({
      ...one,
      requests: one.entries.map((entry) => entry.moduleRequest?.value),
    })),
  ];
  const loaded = statements.flatMap(({ start, requests }) => {
    const isType = /^(?:import|export)\s+type\b/.test(text.slice(start, start + 20));
    return requests.flatMap((request) => (request === undefined ? [] : [{ request, isType }]));
  });
  const dynamic = module.dynamicImports
    .filter(() => file !== FOUND_AT_RUN_TIME)
    .map(({ moduleRequest: { start, end } }) => literal(text.slice(start, end), file));
  const urls = [...text.matchAll(/new URL\(\s*['"]([^'"]+\.tsx?)['"]\s*,\s*import\.meta\.url/g)].map(
    (match) => match[1] ?? '',
  );
  return [...loaded, ...[...dynamic, ...urls].map((request) => ({ request, isType: false }))].map(
    ({ request, isType }) => ({
      target: resolve(request, file),
      isType,
    }),
  );
}

function literal(text: string, file: string): string {
  const match = /^['"`]([^'"`$]+)['"`]$/.exec(text);
  if (!match)
    throw new Error(`${file}: import(${text}) cannot be checked, because what it loads is decided at run time`);
  return match[1] ?? '';
}

function resolve(request: string, file: string): string {
  const path = request.replace(/\?.*$/, '');
  return path.startsWith('.') ? normalize(join(dirname(file), path)) : path;
}

/** Everything that is loaded when a file is: files of the project and names of packages. */
export function reachableFrom(file: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const visit = (target: string) => {
    if (reached.has(target)) return;
    reached.add(target);
    if (/\.tsx?$/.test(target)) for (const one of importsOf(target)) if (!one.isType) visit(one.target);
  };
  visit(file);
  return reached;
}
