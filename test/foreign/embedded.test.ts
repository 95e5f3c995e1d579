/** Invoices in PDFs and signed messages that programs of others wrote; the same programs take them out again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { universalTools } from '../../core/documents/doctor/tools.ts';
import { readDocument } from '../../core/documents/reading/index.ts';
import { filesInPdf } from '../../core/documents/reading/pdf.ts';
import { errorCode, NotaryError } from '../../core/errors.ts';
import { utf8 } from '../../core/formats/bytes.ts';
import { pdfOf } from '../core/attachments-pdf.ts';
import { cii } from '../core/reading/support/cii.ts';
import { fattura } from '../core/reading/support/national.ts';
import { inFolder, needs, put, run } from './pdf-programs.ts';

const PAGE = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
];
const read = (path: string) => readDocument(new Uint8Array(readFileSync(path)), universalTools);

/** How qpdf writes a PDF again. */
const FORMS: Readonly<Record<string, readonly string[]>> = {
  'as it comes': [],
  'with object streams': ['--object-streams=generate'],
  'for the web': ['--linearize'],
  'with nothing packed': ['--stream-data=uncompress', '--object-streams=disable'],
  'in a form for editing': ['--qdf'],
  'of PDF 2.0': ['--force-version=2.0', '--object-streams=generate'],
};

it('qpdf attaches an invoice and writes the PDF in every form', async (context) => {
  needs(context, 'qpdf');
  await inFolder((folder) => {
    const xml = utf8(cii());
    const source = put(folder, 'page.pdf', pdfOf(PAGE, '/Root 1 0 R /Size 4'));
    const attach = ['--add-attachment', put(folder, 'factur-x.xml', xml), '--mimetype=text/xml', '--'];
    for (const [form, options] of Object.entries(FORMS)) {
      const path = join(folder, 'hybrid.pdf');
      run('qpdf', [source, ...attach, ...options, path]);
      const files = filesInPdf(new Uint8Array(readFileSync(path)), universalTools);
      expect(files, form).toEqual([{ name: 'factur-x.xml', bytes: xml, error: null }]);
      expect(new Uint8Array(run('qpdf', [path, '--show-attachment=factur-x.xml'])), form).toEqual(xml);
      expect(read(path)[0]?.facts, form).toEqual(readDocument(xml, universalTools)[0]?.facts);
    }
  });
});

it('qpdf encrypts one: it has no reading, and says so where it tells what is in it', async (context) => {
  needs(context, 'qpdf');
  await inFolder((folder) => {
    const source = put(folder, 'page.pdf', pdfOf(PAGE, '/Root 1 0 R /Size 4'));
    const path = join(folder, 'encrypted.pdf');
    const attach = ['--add-attachment', put(folder, 'factur-x.xml', utf8(cii())), '--'];
    run('qpdf', [source, ...attach, '--encrypt', '', 'owner', '256', '--', path]);
    expect(read(path)).toEqual([]);
    const telling = readFileSync(path).toString('latin1').replace('%%EOF', '%urn:factur-x:pdfa:\n%%EOF');
    expect(errorOf(() => readDocument(Buffer.from(telling, 'latin1'), universalTools))).toEqual([
      'malformed',
      'encrypted',
    ]);
  });
});

function errorOf(act: () => unknown): readonly [string | null, unknown] {
  try {
    act();
    return [null, undefined];
  } catch (error) {
    return [errorCode(error), error instanceof NotaryError ? error.details.reason : undefined];
  }
}

/** How OpenSSL writes a message around a file. */
const MESSAGES: Readonly<Record<string, readonly string[]>> = {
  'in DER': ['-outform', 'DER'],
  'in BER, in pieces': ['-outform', 'DER', '-stream', '-indef'],
  'as PEM': ['-outform', 'PEM'],
  'as PEM, in pieces': ['-outform', 'PEM', '-stream'],
};

it('OpenSSL signs an Italian invoice: what it takes out again is what is read', async (context) => {
  needs(context, 'openssl');
  await inFolder((folder) => {
    const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) => join(folder, name)) as [string, string];
    const subject = [
      '-subj',
      '/CN=Esempio',
      '-days',
      '2',
      '-nodes',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
    ];
    run('openssl', ['req', '-x509', ...subject, '-keyout', key, '-out', certificate]);
    const xml = utf8(fattura() + ' '.repeat(40_000));
    const signed = join(folder, 'fattura.xml.p7m');
    const sign = ['-sign', '-binary', '-nodetach', '-signer', certificate, '-inkey', key, '-md', 'sha256'];
    for (const [form, options] of Object.entries(MESSAGES)) {
      run('openssl', ['cms', ...sign, ...options, '-cades', '-in', put(folder, 'fattura.xml', xml), '-out', signed]);
      const [type = ''] = options.slice(1);
      const out = run('openssl', ['cms', '-verify', '-noverify', '-binary', '-inform', type, '-in', signed]);
      const [inside, alone] = [read(signed), readDocument(new Uint8Array(out), universalTools)];
      expect(new Uint8Array(out), form).toEqual(xml);
      expect(
        inside.map(({ reader }) => reader),
        form,
      ).toEqual(['p7m.fatturapa-1.2']);
      expect(inside[0]?.facts, form).toEqual(alone[0]?.facts);
    }
  });
});
