/** The proof on paper. */
export const paper = {
  certify: 'Print the proof in codes, on a page of its own',
  certifyHelp:
    'The printed page can then be scanned or photographed and verified without the PDF. Digests of parts are withheld.',
  default: 'What new certificates begin with; each can differ.',
  digest: 'SHA-256 of the document, when the file is not at hand',
  compare: 'Compare the digest',
  wrong: 'A SHA-256 has 64 digits, 0–9 and a–f.',
} as const;
