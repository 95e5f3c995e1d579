/** Programs that nobody here wrote sign a PDF; they are fetched once and kept in `.cache/`. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';
import { needs, run } from './pdf-programs.ts';
import { fetched, pythonWith } from './python-package.ts';

const CACHE = fileURLToPath(new URL('../../.cache/signing', import.meta.url));
const SOURCES = fileURLToPath(new URL('signing', import.meta.url));
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy';
/** PDFBox brings the cryptography that both need. */
const JARS = ['org.apache.pdfbox:pdfbox-app:3.0.8', 'com.github.librepdf:openpdf:2.0.5'];
const PYHANKO = 'pyhanko==0.38.0';
const PASSWORD = 'secret';

/** A key with its certificate, as programs take it. */
export function makeKey(folder: string): string {
  const [key, certificate, both] = ['key.pem', 'certificate.pem', 'signer.p12'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const names = ['-subj', '/CN=Sample Signer', '-addext', 'keyUsage=critical,digitalSignature,nonRepudiation'];
  run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, ...names]);
  const pack = ['-inkey', key, '-in', certificate, '-name', 'signer', '-passout', `pass:${PASSWORD}`];
  run('openssl', ['pkcs12', '-export', '-out', both, ...pack]);
  return both;
}

/** Signs with poppler. */
export function signWithPoppler(context: TestContext, path: string, folder: string, key: string): string {
  needs(context, 'pdfsig', 'certutil', 'pk12util');
  const [store, out] = [join(folder, 'nss'), join(folder, 'poppler.pdf')];
  mkdirSync(store, { recursive: true });
  run('certutil', ['-N', '-d', store, '--empty-password']);
  run('pk12util', ['-i', key, '-d', store, '-W', PASSWORD]);
  run('pdfsig', ['-nssdir', store, '-add-signature', '-nick', 'signer', '-nocert', path, out]);
  return out;
}

/** Fills a field that is there already with mupdf. */
export function signWithMupdf(context: TestContext, path: string, folder: string, key: string): string {
  needs(context, 'mutool');
  const out = join(folder, 'mupdf.pdf');
  const field = /(\d+) 0 obj\s*<<(?:(?!endobj)[\s\S])*\/FT \/Sig/.exec(readFileSync(path, 'latin1'))?.[1] ?? '';
  run('mutool', ['sign', '-s', key, '-P', PASSWORD, '-o', out, path, field]);
  return out;
}

/** Signs in every way of pyHanko; files of these names come to lie in the folder. */
export function signWithPyhanko(context: TestContext, path: string, folder: string): void {
  run(pythonWith(context, PYHANKO), [join(SOURCES, 'sign.py'), path, folder]);
}

/** Signs with a program for Java, unseen and visibly. */
export function signWithJava(context: TestContext, program: string, path: string, folder: string, key: string): void {
  needs(context, 'java', 'javac');
  const missing = JARS.filter((jar) => !existsSync(join(CACHE, `${jar.split(':').slice(1).join('-')}.jar`)));
  if (missing.length > 0) needs(context, 'mvn');
  for (const jar of missing)
    fetched(context, jar, () => {
      mkdirSync(CACHE, { recursive: true });
      run('mvn', ['-q', '-B', PLUGIN, `-Dartifact=${jar}`, `-DoutputDirectory=${CACHE}`]);
    });
  // PDFBox looks through the fonts of the machine once
  const options = ['-XX:TieredStopAtLevel=1', `-Dpdfbox.fontcache=${CACHE}`];
  run('java', [...options, '-cp', join(CACHE, '*'), join(SOURCES, `${program}.java`), path, folder, key]);
}
