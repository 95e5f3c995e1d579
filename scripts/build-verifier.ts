/**
 * Builds the checker page: `npm run build:verifier [-- --trust BUNDLE]` → dist/notary-check.html, one file without any
 * network. The bundle, when given, is offered to the reader and not accepted by itself.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { nobleCrypto } from '../core/crypto.ts';
import { parseTrustBundle } from '../core/formats/trust.ts';
import { CHECKER_LICENCES, LICENCES, noticesOf, type ShippedPackage } from './build/notices.ts';
import { projectRoot } from './lib/project.ts';
import { writeReleaseNotes } from './release-notes.ts';

/** It is sent by mail and opened on old machines: what grows is noticed here. */
const LIMIT = 600 * 1024;
/** Browsers of the last three years. */
const TARGETS = ['chrome119', 'firefox119', 'safari17'];
const source = join(projectRoot, 'renderer/verifier');

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** The page's program as one classic script, and the packages in it. */
async function script(version: string): Promise<{ code: string; packages: readonly ShippedPackage[] }> {
  const output = await build({
    root: source,
    configFile: false,
    logLevel: 'warn',
    resolve: {
      alias: [
        // the XML reader asks for it in case it runs in Node, and is told at once that there is none
        { find: 'stream', replacement: join(source, 'no-stream.ts') },
        // what core/words/ has for the desk alone
        { find: /^\.\/warnings\.ts$/, replacement: join(source, 'no-warnings.ts') },
        { find: /^\.\/desk-errors\.ts$/, replacement: join(source, 'no-desk-errors.ts') },
      ],
    },
    define: { __CHECKER_VERSION__: JSON.stringify(version) },
    build: {
      write: false,
      target: TARGETS,
      minify: true,
      license: { fileName: LICENCES },
      lib: { entry: join(source, 'entry.ts'), formats: ['iife'], name: 'notaryCheck' },
    },
  });
  const [result] = Array.isArray(output) ? output : [output];
  const files = result && 'output' in result ? result.output : [];
  const [chunk] = files;
  const licences = files.find(({ fileName }) => fileName === LICENCES);
  if (!chunk || !('code' in chunk) || !licences || !('source' in licences)) throw new Error('the build gave no script');
  // inside an HTML script element these would end the element
  const code = chunk.code.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  return { code, packages: JSON.parse(String(licences.source)) as readonly ShippedPackage[] };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** The policy allows exactly this script and this style, and nothing from anywhere. */
function policy(code: string, style: string): string {
  const rules = [`default-src 'none'`, `script-src ${hashOf(code)}`, `style-src ${hashOf(style)}`];
  // the thread that looks into documents runs this same script
  return [...rules, 'worker-src blob:', `base-uri 'none'`, `form-action 'none'`].join('; ');
}

function builtInTrust(path: string | undefined): string {
  if (path === undefined) return 'null';
  const bytes = readFileSync(path);
  parseTrustBundle(bytes, nobleCrypto);
  if (bytes.includes('<')) throw new Error(`${path} holds "<", which cannot stand inside the page`);
  return bytes.toString('utf8');
}

/** Builds the page and writes its SHA-256 next to it in the format of `sha256sum -c`; returns its path and SHA-256. */
export async function buildVerifier(
  out: string,
  trust?: string,
): Promise<{ path: string; sha256: string; bytes: number }> {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string };
  const { code, packages } = await script(version);
  const style = readFileSync(join(source, 'style.css'), 'utf8');
  const parts: Readonly<Record<string, string>> = {
    __CSP__: policy(code, style),
    '/* style */': style,
    '/* script */': code,
    '<!-- notices -->': escaped(noticesOf(packages)),
    '>null<': `>${builtInTrust(trust)}<`,
  };
  let html = readFileSync(join(source, 'index.html'), 'utf8');
  for (const [mark, text] of Object.entries(parts)) html = html.replace(mark, () => text);
  const bytes = Buffer.from(html);
  if (bytes.length > LIMIT) throw new Error(`the page has ${bytes.length} bytes; at most ${LIMIT} are allowed`);
  mkdirSync(join(out, '..'), { recursive: true });
  const draft = `${out}.${process.pid}.tmp`;
  writeFileSync(draft, bytes);
  renameSync(draft, out);
  writeFileSync(join(out, '..', CHECKER_LICENCES), JSON.stringify(packages));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  writeFileSync(`${out}.sha256`, `${sha256}  ${basename(out)}\n`);
  return { path: out, sha256, bytes: bytes.length };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { trust: { type: 'string' }, out: { type: 'string' } } });
  const { path, sha256, bytes } = await buildVerifier(
    values.out ?? join(projectRoot, 'dist/notary-check.html'),
    values.trust,
  );
  console.log(`${path}: ${bytes} bytes, SHA-256 ${sha256}`);
  console.log(writeReleaseNotes(path));
}
