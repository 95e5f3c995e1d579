/** Settings. */
export const settings = {
  title: 'Settings',
  saved: 'Saved',
  look: 'Language and look',
  language: 'Language',
  theme: 'Appearance',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  sealing: 'Sealing',
  sealAfterRecords: 'Seal when this many records wait',
  sealAfterMinutes: 'Seal this many minutes after the last edit',
  onlyConfirmed: 'Seal only what I confirmed',
  onlyConfirmedHelp: 'Records then wait until you confirm them in “Notarize”.',
  facts: 'Facts and certificates',
  operator: 'Operator of new records',
  withhold: 'Facts that new certificates show',
  withholdHelp: 'Can be chosen anew for every certificate.',
  checker: 'Where to get a checker',
  checkerHelp:
    "A web address or an instruction. New certificates print it, signed by this desk's key; empty prints nothing.",
  desk: 'This desk',
  home: 'Data folder',
  version: 'Version',
};
