/** Settings. */
export const settings = {
  title: 'Settings',
  saved: 'Saved',
  look: 'Language and appearance',
  language: 'Language',
  theme: 'Appearance',
  themes: { system: 'Same as system', light: 'Light', dark: 'Dark' },
  sealing: 'Sealing',
  sealsItself: 'Seal by itself',
  sealsItselfHelp:
    'Records without warnings are sealed after the time below. When this is off, records are sealed only by “Seal now”.',
  sealAfterRecords: 'Seal when this many records are waiting',
  sealAfterMinutes: 'Seal this many minutes after the last edit',
  onlyConfirmed: 'Seal only records I have confirmed',
  onlyConfirmedHelp: 'Records wait until you confirm them under “Notarize”.',
  facts: 'Facts and certificates',
  operator: 'Operator of new records',
  withhold: 'Facts that new certificates show',
  withholdHelp: 'Can be changed for each certificate.',
  checker: 'Where to get a checker',
  checkerHelp:
    "A web address or an instruction. New certificates print it, signed by this desk's key; empty prints nothing.",
  desk: 'This desk',
  home: 'Data folder',
  memory: 'Last signed, also remembered outside it since',
  memoryStates: {
    kept: 'yes',
    none: 'not yet',
    damaged: 'damaged; it is begun anew with the next sealing',
    newer: 'by a newer version of the program; left alone',
  },
  version: 'Version',
};
