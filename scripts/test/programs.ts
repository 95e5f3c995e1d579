import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that tests use to check our output, by purpose. */
const programs: Readonly<Record<string, string>> = {
  java: 'veraPDF, which judges PDF/A, needs a Java runtime',
  javac: 'PDFBox and OpenPDF, which sign certificates, are told what to do in Java',
  mvn: 'fetches veraPDF, PDFBox and OpenPDF',
  openssl: 'checks signatures and digests',
  qpdf: 'checks the structure of certificates',
  pdftoppm: 'draws certificates (poppler-utils)',
  pdfsig: 'signs certificates (poppler-utils)',
  certutil: 'keeps the key with which pdfsig signs (libnss3-tools)',
  mutool: 'draws certificates a second way (mupdf-tools)',
  chromium: 'runs the core tests in a browser',
  python3:
    'runs the second verifier of the certificate format, and pyHanko and extract-msg, from the Python registry (python3-venv)',
  bsdtar: 'reads archives beside our reader (libarchive-tools)',
  unzip: 'reads archives beside our reader',
  soffice: 'reads and writes tables beside our reader (libreoffice-calc-nogui)',
  strace: 'looks for network calls',
  go: 'builds the engine of the consortium, and a program that judges with its library',
};

/** Missing programs, each with its purpose. */
export function missingPrograms(): readonly string[] {
  return Object.entries(programs)
    .filter(([name]) => !isInstalled(name))
    .map(([name, purpose]) => `${name}: ${purpose}`);
}

/** Whether a program of this name is on the PATH. */
export function isInstalled(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}
