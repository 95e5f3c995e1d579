import type { DossierPage } from '../../../../electron/api.ts';

/** What can be done with a dossier from its page, besides what can be done with every record. */
export interface DossierActions {
  /** Makes the next version. */
  onReplace(page: DossierPage): void;
  /** Makes a certificate that opens exactly a sample. */
  onSample(sample: { readonly id: string; readonly seed: string; readonly size: number }): void;
}
