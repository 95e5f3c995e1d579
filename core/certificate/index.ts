/** The certificate: making it, and comparing a page with its evidence. The only public door of this folder. */
export { makeBoxPdf } from './box.ts';
export { comparePage } from './compare.ts';
export { type Cover, type CoveredFile, type CoveredRecord, makeCoverPdf } from './cover.ts';
export { type CustodyPage, makeCustodyPdf } from './custody.ts';
export { makeExpertPdf } from './expert.ts';
export { FACE_NAMES, type FaceName, type FontFiles } from './faces.ts';
export { type CertificateFonts, loadFonts } from './fonts.ts';
export { makeCertificate } from './make.ts';
