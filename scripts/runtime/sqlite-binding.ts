import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOnce } from '../lib/folder.ts';
import { packageFolder, packageVersion, projectRoot, say } from '../lib/project.ts';
import { run } from '../lib/run.ts';

const header = join(projectRoot, 'scripts/napi9-compat.h');
const purpose = 'to build the database for the test runtime';

/**
 * The path of a better-sqlite3 addon for runtimes with Node-API 9 (its prebuilt one asks for 10), compiled on first
 * use. Valid for `new Database(file, { nativeBinding })`.
 */
export async function makeNapi9Binding(runtimeDir: string): Promise<string> {
  const version = await packageVersion('better-sqlite3');
  const recipe = createHash('sha256')
    .update(await readFile(header))
    .digest('hex')
    .slice(0, 8);
  const folder = join(runtimeDir, `better-sqlite3-${version}-napi9-${recipe}-${process.platform}-${process.arch}`);
  const made = await makeOnce(folder, 'building the database for the test runtime', async (draft) => {
    say(`Building better-sqlite3 ${version} for the test runtime (once; a minute, on a busy machine several) …`);
    await compile(packageFolder('better-sqlite3'), draft);
  });
  return join(made, 'better_sqlite3.node');
}

async function compile(source: string, out: string): Promise<void> {
  const sqlite = join(out, 'sqlite3.o');
  const defines = await readDefines(join(source, 'deps/defines.gypi'));
  const options = ['-O2', '-fPIC'];
  await run(
    'gcc',
    ['-std=c99', '-w', ...options, ...defines, '-c', join(source, 'deps/sqlite3/sqlite3.c'), '-o', sqlite],
    {
      purpose,
    },
  );
  const addon = ['-std=c++20', '-shared', '-fvisibility=hidden', '-Wl,-Bsymbolic', ...options, '-include', header];
  const macros = [
    '-DNAPI_VERSION=9',
    '-DNAPI_DISABLE_CPP_EXCEPTIONS',
    '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
    '-DBUILDING_NODE_EXTENSION',
    '-DNODE_GYP_MODULE_NAME=better_sqlite3',
  ];
  const includes = [
    join(packageFolder('node-api-headers'), 'include'),
    packageFolder('node-addon-api'),
    join(source, 'deps/sqlite3'),
  ].flatMap((folder) => ['-I', folder]);
  const files = [join(source, 'src/better_sqlite3.cpp'), sqlite, '-ldl', '-o', join(out, 'better_sqlite3.node')];
  await run('g++', [...addon, ...macros, ...includes, ...files], { purpose });
  await rm(sqlite);
}

async function readDefines(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8');
  return [...text.matchAll(/'([A-Z0-9_]+(?:=[^']*)?)'/g)].map((match) => `-D${match[1]}`);
}
