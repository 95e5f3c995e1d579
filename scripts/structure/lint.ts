/** The table of imports in the form of lint rules and docs. */
import { FOLDER_RULES, type FolderRule, NETWORK, TOP_FOLDERS } from './imports.ts';

const WHERE = 'docs/architecture.md, "Folders and the dependency rule"';

/** One entry of `overrides` in biome.json. */
export interface LintOverride {
  readonly includes: readonly string[];
  readonly linter: object;
}

/** Functions of the product fit on a screen; a suite of tests is one long function by its nature. */
const SHORT_FUNCTIONS: LintOverride = {
  includes: [...TOP_FOLDERS.filter((folder) => folder !== 'test').map((folder) => `${folder}/**`)],
  linter: {
    rules: { complexity: { noExcessiveLinesPerFunction: { level: 'error', options: { maxLines: 60 } } } },
  },
};

const SHORT_FILES: LintOverride = {
  includes: ['**/*.ts', '**/*.tsx'],
  linter: { rules: { style: { noExcessiveLinesPerFile: { level: 'error', options: { maxLines: 400 } } } } },
};

/** `overrides` of biome.json; `packages` are all packages, of which each rule allows some. */
export function lintOverrides(packages: readonly string[]): readonly LintOverride[] {
  const overrides = [
    SHORT_FILES,
    SHORT_FUNCTIONS,
    ...FOLDER_RULES.map((rule) => override(includesOf(rule), [patternOf(rule, packages)])),
  ];
  const shell = FOLDER_RULES.find(({ folder }) => folder === 'electron');
  if (!shell) return overrides;
  const raw = override(
    ['electron/**', '!electron/main.ts', '!electron/ipc.ts', '!electron/preload.ts'],
    [patternOf(shell, packages)],
    {
      electron: {
        importNames: ['ipcMain', 'ipcRenderer'],
        message: 'messages between processes go through electron/ipc.ts and electron/preload.ts',
      },
    },
  );
  return [...overrides, raw];
}

interface Pattern {
  readonly group: readonly string[];
  readonly message: string;
}

function override(includes: readonly string[], patterns: readonly Pattern[], paths?: object): LintOverride {
  const options = { ...(paths ? { paths } : {}), patterns };
  return { includes, linter: { rules: { style: { noRestrictedImports: { level: 'error', options } } } } };
}

/** A folder without those inside it that have a rule of their own. */
function includesOf(rule: FolderRule): readonly string[] {
  const inner = FOLDER_RULES.filter(({ folder }) => folder.startsWith(`${rule.folder}/`));
  return [`${rule.folder}/**`, ...inner.map(({ folder }) => `!${folder}/**`)];
}

function patternOf(rule: FolderRule, packages: readonly string[]): Pattern {
  return {
    group: [
      ...modules(rule),
      ...packages.filter((name) => !isAllowed(rule, name)).flatMap(glob),
      ...folders(rule),
      ...(rule.types ?? []).map((file) => `!**/${file}`),
    ],
    message: `${rule.folder} may not import this: ${WHERE}`,
  };
}

const glob = (name: string) => [name, `${name}/**`];

function modules({ packages, network }: FolderRule): readonly string[] {
  if (!packages.includes('node:*')) return ['node:*'];
  return network ? [] : NETWORK.flatMap((name) => [`node:${name}`, `node:${name}/**`]);
}

function isAllowed({ packages }: FolderRule, name: string): boolean {
  return packages.some((one) => (one.endsWith('/*') ? name.startsWith(one.slice(0, -1)) : one === name));
}

/** Import specifiers that are forbidden, as written in a file of the folder at any depth. */
function folders(rule: FolderRule): readonly string[] {
  const outside = TOP_FOLDERS.filter((top) => !rule.folders.some((one) => topOf(one) === top));
  const partly = rule.folders.filter((one) => one !== topOf(one) && topOf(rule.folder) === topOf(one));
  const forbidden = [...outside, ...(rule.except ?? []), ...partly.flatMap((one) => siblingsOf(one))];
  return forbidden.flatMap((folder) => relative(rule, folder));
}

const topOf = (folder: string) => folder.split('/')[0] ?? '';

/** Siblings of the only folder that may be imported from its top-level folder. */
function siblingsOf(folder: string): readonly string[] {
  return folder === 'renderer/verifier'
    ? ['renderer/components', 'renderer/screens', 'renderer/state', 'renderer/texts']
    : [];
}

const DEPTH = 5;

function relative(rule: FolderRule, folder: string): readonly string[] {
  const isInside = topOf(rule.folder) === topOf(folder);
  const path = isInside ? folder.slice(topOf(folder).length + 1) : folder;
  const up = Array.from({ length: DEPTH }, (_, i) => `${'../'.repeat(i + 1)}${path}/**`);
  return isInside ? [`./${path}/**`, ...up] : up;
}

/** The table of docs/architecture.md. */
export function importTable(): string {
  const rows = FOLDER_RULES.map(({ folder, what, folders: may, except, packages, types }) => {
    const project = may.map((one) => `\`${one}${one.endsWith('.ts') ? '' : '/'}\``);
    const without = except?.length ? [`not ${except.map((one) => `\`${one}/\``).join(', ')}`] : [];
    const typed = types?.map((one) => `types of \`${one}\``) ?? [];
    return `| \`${folder}/\` | ${what} | ${[...project, ...without, ...typed, ...packages].join(', ')} |`;
  });
  return ['| folder | what it is | may import |', '|---|---|---|', ...rows].join('\n');
}
