/** The report for an expert. */
export const report = {
  title: 'Verification report',
  help: 'Lists every check, the digests of its inputs, and commands (openssl, sha256sum, qpdf, pdfdetach) that repeat it without this program. In Chinese and English. The files will be verified again.',
  pdf: 'Save as PDF',
  json: 'Save as JSON',
  saved: 'The report was saved.',
};
