/** Who holds this desk. */
export const holder = {
  section: 'Holder',
  button: 'Correct…',
  title: 'Correct the holder',
  what: 'Records from now on state the corrected holder. Earlier records stay as they are, also those that are not sealed yet. When it was corrected is kept.',
  bundle:
    'The trust bundle of this desk changes with the name, its check code does not. Whoever accepted the old one need do nothing.',
  done: 'Corrected for the records to come.',
  history: 'Holders over time',
  first: 'from the beginning',
  labels: {
    holder: 'Name',
    creditCode: 'Credit code or other id',
    operator: 'Operator',
  },
};
