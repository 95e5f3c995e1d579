/** What most settings of the played desk are. */
import type { Settings } from '../../../electron/api.ts';

/** All but those that scenarios choose. */
export const USUAL_SETTINGS: Omit<Settings, 'language' | 'theme' | 'onlyConfirmed' | 'operator'> = {
  sealAfterRecords: 1000,
  sealAfterSeconds: 300,
  sealsItself: true,
  currency: 'CNY',
  withhold: ['holderId'],
  paper: false,
  checker: null,
  fingerprints: true,
  exportFolder: null,
  lastWithheld: null,
  presets: [],
  shownTo: [],
};
