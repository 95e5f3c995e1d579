/** Comparing the documents of a trade. */
export const match = {
  button: 'Match …',
  set: 'Rules',
  percent: 'Tolerance, %',
  absolute: 'Tolerance, amount',
  days: 'Days after invoice',
  filter: 'Only what differs or is missing',
  findings: 'What the rules found',
  documents: 'Documents',
  role: 'What {{name}} is in the trade',
  noRole: 'not compared',
  nothing: 'Every rule passed.',
  save: 'Save as',
  notarize: 'Notarize this result …',
  notarizeHelp: 'Saves the statement as a file and makes a record of it. The documents do not change.',
  saved: 'The match was saved.',
  recorded: 'The match was saved and is a record of its own, which waits to be sealed.',
};
