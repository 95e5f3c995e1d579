/** How documents differ. */
export const doctor = {
  whatHappened: 'What happened to the document',
  limits:
    '“Certain” means that identical digests prove it. Digests show only whether bytes are the same, not who changed them or whether it matters.',
  parts: {
    title: 'Digests of parts',
    switch: 'Compute digests of parts for new records, so that changes can be located later',
    what: 'In addition to the digest of the whole file, digests of its pages or sections are recorded. Anyone who later has a changed copy and the certificate can then be told what changed, for example that only page 7 differs.',
    guess:
      'Anyone with a certificate that discloses them can test whether a page or section is exactly what they guess. Parts smaller than 1 KB or with fewer than 64 characters of text get no digest, and each record has its own salt. Only the digests are stored, not the contents.',
    leaveOutNow: 'Do not record digests of parts for files added from now on (changes cannot be located later)',
    leaveOut: 'Remove digests of parts',
    leaveOutHelp:
      'It will then not be possible to tell how a changed copy differs. To restore them, add the file again.',
    withhold: 'Without digests of parts, recipients cannot be told how a changed copy differs.',
  },
};
