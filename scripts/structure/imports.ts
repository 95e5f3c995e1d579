/**
 * Who may import whom: the one table from which lint (biome.json), the structure test and the table in
 * docs/architecture.md are made. Arrows point to `core/`; `core/` points to nobody. If two rules match a file, the
 * first one applies.
 */

/** What the files of a folder may import. */
export interface FolderRule {
  readonly folder: string;
  /** Description for docs/architecture.md. */
  readonly what: string;
  /** Folders of the project that it may import, with their contents, or single files. */
  readonly folders: readonly string[];
  /** Folders in those that it may not import. */
  readonly except?: readonly string[];
  /** Packages, `node:*` for Node's own modules. */
  readonly packages: readonly string[];
  /** Whether it may open connections; all others may not import Node's network modules. */
  readonly network?: true;
  /** Files from which it may import types. */
  readonly types?: readonly string[];
}

/** Node's modules that open connections. */
export const NETWORK = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns'] as const;

const UNIVERSAL = ['@noble/*', 'fflate'] as const;

/** Folders that only a desk needs: the member program could be shipped without them. */
const OF_THE_DESK = [
  'core/node/desk',
  'core/node/store',
  'core/node/home',
  'core/node/box',
  'core/node/doctor',
  'core/node/verify',
  'core/certificate',
] as const;

export const FOLDER_RULES: readonly FolderRule[] = [
  {
    folder: 'core/node/box',
    what: 'many files at once: archives and mails',
    folders: ['core'],
    packages: ['node:*', '@kenjiuno/msgreader'],
  },
  {
    folder: 'core/node/cometbft',
    what: "what a connector and a member's program both need of a CometBFT chain: a node's RPC, files",
    folders: ['core'],
    except: ['core/node/connectors', 'core/node/member', ...OF_THE_DESK],
    packages: ['node:*'],
  },
  {
    folder: 'core/node/jdchain',
    what: "what a connector and a member's witness both need of a JD Chain ledger: its nodes, what desk and witness say to each other",
    folders: ['core'],
    except: ['core/node/connectors', 'core/node/member', 'core/node/witness', ...OF_THE_DESK],
    packages: ['node:*'],
  },
  {
    folder: 'core/node/connectors',
    what: 'one folder for each kind of chain; reaches others by `core/node/network/`, and Fabric by gRPC',
    folders: ['core'],
    except: ['core/node/member', 'core/node/witness'],
    packages: ['node:*', '@grpc/grpc-js', '@hyperledger/fabric-gateway', 'yaml'],
  },
  {
    folder: 'core/node/network',
    what: 'the way out: requests over HTTP, bounded in bytes and time, proxies, CAs; addresses of services',
    folders: ['core'],
    except: ['core/node/connectors', 'core/node/member', 'core/node/witness', ...OF_THE_DESK],
    packages: ['node:*'],
    network: true,
  },
  {
    folder: 'core/node/member',
    what: "what a consortium's member runs beside its node; needs nothing of the desk",
    folders: ['core'],
    except: ['core/node/connectors', ...OF_THE_DESK],
    packages: ['node:*'],
    network: true,
  },
  {
    folder: 'core/node/witness',
    what: 'the witness of this desk for the logs of others, as a server',
    folders: ['core'],
    except: ['core/node/connectors', 'core/node/member', ...OF_THE_DESK],
    packages: ['node:*'],
    network: true,
  },
  {
    folder: 'core/node',
    what: 'the only part that knows Node: store, keys, hashing, desk, command line',
    folders: ['core'],
    packages: ['node:*', 'better-sqlite3', 'csv-parse', 'sax', 'write-excel-file', 'jpeg-js', 'fflate'],
  },
  {
    folder: 'core/certificate',
    what: 'making certificates, and comparing a page with its evidence',
    folders: ['core'],
    except: ['core/node'],
    packages: [...UNIVERSAL, 'pdf-lib', '@cantoo/fontkit'],
  },
  {
    folder: 'core/paper',
    what: 'the proof as QR codes on paper',
    folders: ['core'],
    except: ['core/node', 'core/certificate'],
    packages: ['qr', 'fflate'],
  },
  {
    folder: 'core/documents/reading',
    what: 'reading facts out of documents',
    folders: ['core'],
    except: ['core/node', 'core/certificate'],
    packages: [...UNIVERSAL, 'sax'],
  },
  {
    folder: 'core',
    what: 'the notary: universal TypeScript, no Node, DOM, Electron or network',
    folders: ['core'],
    except: ['core/node', 'core/certificate'],
    packages: UNIVERSAL,
  },
  {
    folder: 'electron',
    what: 'the shell: main, preload, IPC, the utility process that hosts core/node',
    folders: ['core', 'electron'],
    packages: ['node:*', 'electron', '@electron/fuses', 'zod'],
  },
  {
    folder: 'renderer/verifier',
    what: 'the checker page: one file, no network',
    folders: ['core', 'renderer/verifier'],
    except: ['core/node', 'core/certificate'],
    packages: ['fflate'],
  },
  {
    folder: 'renderer',
    what: 'the window (React)',
    folders: ['core', 'renderer'],
    except: ['core/node'],
    packages: [
      'react',
      'react-dom',
      'antd',
      '@ant-design/icons',
      'dayjs',
      'i18next',
      'react-i18next',
      'pdfjs-dist',
      'zod',
    ],
    types: ['electron/api.ts'],
  },
  {
    folder: 'scripts',
    what: 'building, starting, packaging, the chaincode of Fabric, networks for tests',
    // the build inserts the names of the window's calls into the preload
    folders: ['core', 'scripts', 'electron/calls.ts'],
    packages: [
      'node:*',
      'vite',
      '@vitejs/plugin-react',
      'vitest',
      'electron',
      'electron-builder',
      '@electron/fuses',
      'pdf-lib',
      '@cantoo/fontkit',
      'fabric-shim',
    ],
    network: true,
  },
];

/** The top-level folders with rules. */
export const TOP_FOLDERS = ['core', 'electron', 'renderer', 'scripts', 'test'] as const;

const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

/** The rule of a file; undefined if there is none. */
export function ruleOf(file: string): FolderRule | undefined {
  return FOLDER_RULES.find(({ folder }) => within(file, folder));
}

/** Whether a rule allows this import: a path from the root of the project, or the name of a package or module. */
export function mayLoad(rule: FolderRule, target: string): boolean {
  if (TOP_FOLDERS.some((folder) => within(target, folder)))
    return (
      rule.folders.some((folder) => within(target, folder)) &&
      !(rule.except ?? []).some((folder) => within(target, folder) && !within(rule.folder, folder))
    );
  if (target.startsWith('node:'))
    return rule.packages.includes('node:*') && (rule.network === true || !isNetwork(target));
  return rule.packages.some((name) =>
    name.endsWith('/*') ? target.startsWith(name.slice(0, -1)) : within(target, name),
  );
}

/** True for a module of Node that opens connections. */
export function isNetwork(target: string): boolean {
  return NETWORK.some((name) => within(target, `node:${name}`));
}
