/** Definition of a page template: a number, what it pins, and how it draws a statement on pages. */
import { NotaryError } from '../errors.ts';
import type { EvidenceFiles } from '../formats/evidence.ts';
import type { TemplateDefinition } from '../formats/template.ts';
import type { Modules } from '../paper/symbols.ts';
import type { CertificateFonts } from './drawing/fonts.ts';
import type { PdfParts } from './drawing/pdf.ts';
import type { Statement } from './statement.ts';

/** Pages and metadata of a certificate, before the evidence is attached. */
export interface DrawnCertificate extends Omit<PdfParts, 'id' | 'attachments'> {
  /** Description of each attached file. */
  readonly descriptions: Readonly<Record<keyof EvidenceFiles, string>>;
}

/** The golden certificates that a process makes before it judges pages; each covers a feature that others do not. */
export const GOLDEN_NAMES = ['plain', 'rare', 'paper'] as const;
/** `plain` for every page, `rare` for one with rare characters, `paper` for one with codes. */
export type GoldenName = (typeof GOLDEN_NAMES)[number];

/** SHA-256 of golden certificates, hex, by name; names other than `GoldenName` are used by tests only. */
export type GoldenDigests = Readonly<Record<GoldenName, string> & Record<string, string>>;

/** A numbered template. */
export interface CertificateTemplate {
  readonly definition: TemplateDefinition;
  /** Draws the certificate. Throws `newer-version` for what the template has no rows for. */
  draw(statement: Statement, codes: readonly Modules[], fonts: CertificateFonts): DrawnCertificate;
  readonly goldens: GoldenDigests;
}

/** Refuses to draw something that the template has no rows for. */
export function noRowsFor(what: string, { template }: Pick<Statement, 'template'>): never {
  throw new NotaryError('newer-version', `page template ${template} has no rows for ${what}`);
}
