import type { Phrases } from '../types.ts';

/** The settings that no default may replace, as the window names them. */
const decisions: Readonly<Record<string, string>> = {
  withhold: 'Facts that new certificates show',
  onlyConfirmed: 'Seal only records I have confirmed',
  sealsItself: 'Seal by itself',
  holder: 'Holder',
};

/** What of a home is damaged, and what goes on without it. */
export const homeDamaged: Phrases['errors']['home-damaged'] = ({ id, bundle, chain, setting, witness }) => {
  if (id !== undefined)
    return {
      happened: `The data of the record ${id} is damaged in this desk.`,
      safe: 'The other records are not affected, and issued certificates remain valid.',
      next: 'Restore the data folder from a backup, and keep the damaged one. Without a backup, add the document again: it gets a new record.',
    };
  if (bundle !== undefined)
    return {
      happened: `The trust bundle “${bundle}” is damaged in this desk: nothing is verified with it.`,
      safe: 'The other trust bundles are not affected.',
      next: 'Restore the data folder from a backup, or accept the file of this trust bundle again.',
    };
  if (chain !== undefined)
    return {
      happened: `The connection file of the chain “${chain}” is damaged in this desk: nothing is sent to it.`,
      safe: 'The sealed records are kept; they are waiting.',
      next: 'Restore the data folder from a backup, or add the connection file again.',
    };
  if (setting !== undefined)
    return {
      happened: `What was decided under “${decisions[String(setting)] ?? setting}” cannot be read in this desk.`,
      safe: 'Issued certificates remain valid. Nothing is sealed or handed over until this is decided again.',
      next: 'Choose it again in the settings of the window, or restore the data folder from a backup.',
    };
  if (witness !== undefined)
    return {
      happened: `What this witness remembers is not there, or not what it has written: ${witness}.`,
      safe: 'Nothing more is signed for that. What it signed before remains valid.',
      next: 'Do not put back an older copy: it would sign again what it has forgotten. Begin a new witness with a new key, and tell those who ask it.',
    };
  return {
    happened: 'The data of this desk is damaged.',
    safe: 'Issued certificates remain valid. Nothing more was written.',
    next: 'Restore the data folder from a backup, and keep the damaged one.',
  };
};
