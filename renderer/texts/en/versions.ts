/** Versions of a document that replace one another. */
export const versions = {
  title: 'Versions',
  record: 'No. {{seq}} · {{file}}',
  replaces: 'Replaces',
  replacedBy: 'Replaced by',
  add: 'Add a new version…',
  addHelp: 'One file. Its record says that it replaces this one; this one stays as it is.',
  started: 'The new version is coming in.',
  certificateNote:
    'A later version of this document has a record. The certificate of this one does not say so: send the later one as well where it matters.',
};
