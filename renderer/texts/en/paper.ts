/** The proof on paper. */
export const paper = {
  certify: 'Add a page with the whole proof in codes',
  certifyHelp:
    'Once printed, it can be scanned or photographed and verified without the PDF. Digests of parts are withheld.',
  default: 'Default for new certificates; can be changed each time.',
  digest: 'If the file is not at hand: its SHA-256',
  compare: 'Compare the digest',
  wrong: 'A SHA-256 has 64 characters, 0–9 and a–f.',
} as const;
