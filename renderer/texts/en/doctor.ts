/** How documents differ. */
export const doctor = {
  whatHappened: 'What happened to the document',
  limits:
    '“Certain” means that equal digests show it. A digest says that bytes are the same or not; never who changed them, or whether it matters.',
  parts: {
    title: 'Digests of parts',
    switch: 'New records commit to digests of parts',
    what: 'Besides the digest of the whole file: digests of its pages, members or pieces. Whoever then has a changed copy and the certificate can be told what changed, for instance that only page 7 is another.',
    guess:
      'Who holds a certificate that shows them can try out whether a page or a piece is exactly what they think. Parts below 1 KB or with fewer than 64 characters of text get no digest, and each record has a salt of its own. The digests are kept in the record; the parts themselves are not.',
    leaveOutNow: 'Leave digests of parts out of the files that come in now',
    leaveOut: 'Leave out the digests of parts',
    leaveOutHelp: 'How a changed copy differs can then not be told. To have them again, take the file in again.',
    withhold: 'Without the digests of parts a recipient is not told how a changed copy differs.',
  },
};
