/** Versions of a document that replace one another. */
export const versions = {
  title: 'Versions',
  record: 'No. {{seq}} · {{file}}',
  replaces: 'Replaces',
  replacedBy: 'Replaced by',
  add: 'Add a new version…',
  addHelp: 'Choose one file. The new record states that it replaces this one; this record stays unchanged.',
  started: 'The new version is being recorded.',
  certificateNote:
    'There is a record of a later version of this document. The certificate of this record does not mention it: if it matters, send the later certificate as well.',
};
