/**
 * The certificate: making it, and comparing a page with its evidence. The only module of this folder that others
 * import.
 */

export { comparePage } from './compare.ts';
export { makeBoxPdf } from './documents/box.ts';
export { type Cover, type CoveredFile, type CoveredRecord, makeCoverPdf } from './documents/cover.ts';
export { type CustodyPage, makeCustodyPdf } from './documents/custody.ts';
export { makeExpertPdf } from './documents/expert.ts';
export { FACE_NAMES, type FaceName, type FontFiles } from './drawing/faces.ts';
export { type CertificateFonts, loadFonts } from './drawing/fonts.ts';
export { makeCertificate } from './make.ts';
