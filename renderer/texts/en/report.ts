/** The report for an expert. */
export const report = {
  title: 'Report for an expert',
  help: 'Every check with the digests of what went in, and the commands (openssl, sha256sum, qpdf, pdfdetach) that repeat it without this program. In Chinese and English. The files are verified anew.',
  pdf: 'Save as PDF',
  json: 'Save as JSON',
  saved: 'The report was saved.',
};
