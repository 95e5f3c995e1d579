/**
 * The page as `app://notary/…`: files of one folder, read-only, each with headers that confine the page. A scheme of
 * our own instead of file:// gives the page an origin, so that "self" in its policy means these files alone.
 */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { CustomScheme } from 'electron';

export const SCHEME = 'app';
export const PAGE_ORIGIN = `${SCHEME}://notary`;
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`;

/** To be registered before Electron is ready. */
export const PAGE_SCHEME: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** Placeholder in index.html for the nonce of the load. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/octet-stream',
  '.wasm': 'application/wasm',
};

/** The Content-Security-Policy of a load. Style attributes are allowed because React sets them; nothing else inline is. */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    // the preview of certificates draws in a worker
    "worker-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/**
 * The file that a request may read, as path segments joined by `/`, or null. Only plain names pass: no dots at the
 * start, no escapes, no backslashes, so nothing outside the folder can be named on any system.
 */
export function requestedFile(request: Pick<Request, 'method' | 'url'>): string | null {
  if (request.method !== 'GET' || !URL.canParse(request.url)) return null;
  const url = new URL(request.url);
  if (url.protocol !== `${SCHEME}:` || url.host !== 'notary') return null;
  const name = url.pathname === '/' ? 'index.html' : url.pathname.slice(1);
  const segments = name.split('/');
  const plain = segments.every((segment) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(segment));
  return plain && TYPES[extname(name)] !== undefined ? name : null;
}

/** Answers requests with the files of `folder`. */
export function servePage(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const name = requestedFile(request);
    const nonce = randomBytes(16).toString('base64');
    const bytes = name === null ? null : await contentOf(join(folder, name));
    if (name === null || bytes === null) return new Response('not found', { status: 404, headers: headers('', nonce) });
    const html = name.endsWith('.html');
    const body = html ? bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) : new Uint8Array(bytes);
    return new Response(body, { headers: headers(TYPES[extname(name)] ?? '', nonce) });
  };
}

async function contentOf(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch {
    return null;
  }
}

function headers(type: string, nonce: string): Record<string, string> {
  return {
    'content-type': type || 'text/plain',
    'content-security-policy': contentPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
