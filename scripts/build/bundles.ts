import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { CALL_NAMES } from '../../electron/calls.ts';
import { projectRoot } from '../lib/project.ts';
import { nodeEntries, preloadEntry } from './entries.ts';
import { LICENCES } from './notices.ts';

/** Node and Chromium of the oldest Electron that must run the result. */
const nodeTarget = 'node20';
const chromiumTarget = 'chrome130';

/** Modules that cannot be bundled: Electron's own, and the package with the native addon. */
const external = ['electron', 'better-sqlite3'];

const common: InlineConfig = {
  root: projectRoot,
  configFile: false,
  envDir: false,
  mode: 'production',
  logLevel: 'warn',
  publicDir: false,
  resolve: { alias: { pkcs11js: join(projectRoot, 'scripts/build/no-hardware-keys.ts') } },
  ssr: { noExternal: true, external, target: 'node' },
};

/** Main process, desk host and workers: ECMAScript modules that share chunks. */
export function nodeBundle(outDir: string): InlineConfig {
  return {
    ...common,
    build: {
      ...output(outDir),
      ssr: true,
      target: nodeTarget,
      license: { fileName: LICENCES },
      rolldownOptions: {
        input: absolute(nodeEntries),
        external,
        // chunks are in the same folder as the entries, so that import.meta.url has the same folder for all code
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  };
}

/** One CommonJS file: a sandboxed preload can neither import modules nor require files. It gets the names of the calls. */
export function preloadBundle(outDir: string): InlineConfig {
  return {
    ...common,
    define: { CALL_NAMES: JSON.stringify(CALL_NAMES) },
    build: {
      ...output(outDir),
      emptyOutDir: false,
      ssr: true,
      target: nodeTarget,
      rolldownOptions: {
        input: join(projectRoot, preloadEntry),
        external,
        output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
      },
    },
  };
}

/** The window. */
export function pageBundle(outDir: string): InlineConfig {
  return {
    ...common,
    root: join(projectRoot, 'renderer'),
    // served by a protocol of our own; relative, so that the page does not depend on the host name
    base: './',
    publicDir: 'public',
    plugins: [react()],
    build: {
      ...output(outDir),
      target: chromiumTarget,
      minify: true,
      license: { fileName: LICENCES },
      // loaded from the local disk: size warnings are for the web
      chunkSizeWarningLimit: 16_384,
      assetsInlineLimit: 0,
    },
  };
}

function output(outDir: string): NonNullable<InlineConfig['build']> {
  return { outDir, emptyOutDir: true, minify: false, sourcemap: false, reportCompressedSize: false };
}

function absolute(entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(projectRoot, file)]));
}
