/** Settings. */
export const settings = {
  title: 'Settings',
  saved: 'Saved',
  look: 'Language and look',
  language: 'Language',
  theme: 'Appearance',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  sealing: 'Sealing',
  sealsItself: 'Seal by itself',
  sealsItselfHelp:
    'Records without warnings are sealed after the time below. Otherwise nothing is sealed before somebody says so.',
  sealAfterRecords: 'Seal when this many records wait',
  sealAfterMinutes: 'Seal this many minutes after the last edit',
  onlyConfirmed: 'Seal only what I confirmed',
  onlyConfirmedHelp: 'Records then wait until you confirm them in “Notarize”.',
  facts: 'Facts and certificates',
  operator: 'Operator of new records',
  withhold: 'Facts that new certificates show',
  withholdHelp: 'Can be chosen anew for every certificate.',
  desk: 'This desk',
  home: 'Data folder',
  version: 'Version',
};
