/**
 * Making a certificate: a PDF/A-3b page for people with the evidence attached for programs. It is a pure function of its
 * evidence and a numbered template: the same bytes in every engine, time zone and year.
 */
import { ANCHOR_KINDS } from '../anchors/index.ts';
import type { AnchorKinds } from '../anchors/kind.ts';
import type { Crypto } from '../crypto.ts';
import { NotaryError } from '../errors.ts';
import { concat, utf8 } from '../formats/bytes.ts';
import { ATTACHMENT_NAMES, DOSSIER_FILE_NAMES, type EvidenceFiles, type EvidenceSet } from '../formats/evidence.ts';
import { fragmentBytes, paperFragments } from '../paper/fragments.ts';
import { type Modules, symbolOf } from '../paper/symbols.ts';
import type { IssuedPage } from '../verification/page-update/index.ts';
import { PAGE } from './drawing/canvas.ts';
import type { FaceName } from './drawing/faces.ts';
import type { CertificateFonts } from './drawing/fonts.ts';
import { type Attachment, writePdf } from './drawing/pdf.ts';
import { readStatement } from './statement.ts';
import type { CertificateTemplate, DrawnCertificate } from './template.ts';
import { CERTIFICATE_TEMPLATES } from './templates.ts';

/** A certificate and the faces that its text uses. */
export interface Rendering {
  readonly pdf: Uint8Array;
  readonly faces: ReadonlySet<FaceName>;
  /** The occupied vertical ranges of each page. */
  readonly pages: readonly IssuedPage[];
}

const ID_DOMAIN = utf8('notary-desk/pdf-id/v1\0');

/**
 * The file identifier (ISO 32000-1 section 14.4): the evidence determines every byte, so its hash identifies the file.
 */
function fileId({ files }: EvidenceSet, crypto: Crypto): Uint8Array {
  const { items, openings } = files.dossier ?? {};
  const beside = [items, openings].filter((part) => part !== undefined);
  return crypto.sha256(concat(ID_DOMAIN, files.record, files.evidence, files.proof, ...beside)).subarray(0, 16);
}

/** The proof as QR codes, if the page carries it. Throws `too-large` when it is too large for paper. */
export function codesOf({ evidence, files }: EvidenceSet, crypto: Crypto): readonly Modules[] {
  if (!evidence.page.options.paper) return [];
  return paperFragments(files, crypto).map((part) => symbolOf(fragmentBytes(part, crypto)));
}

const MIME_TYPES: Readonly<Record<keyof EvidenceFiles, string>> = {
  record: 'application/json',
  evidence: 'application/json',
  proof: 'text/plain',
};

/** The three files of the evidence, and those of a dossier, as attachments of a certificate. */
function attachmentsOf({ files }: EvidenceSet, { descriptions }: DrawnCertificate): readonly Attachment[] {
  const three = (['proof', 'evidence', 'record'] as const).map((part) => ({
    name: ATTACHMENT_NAMES[part],
    bytes: files[part],
    mimeType: MIME_TYPES[part],
    description: descriptions[part],
  }));
  const beside = (['items', 'openings'] as const).flatMap((part): Attachment[] => {
    const bytes = files.dossier?.[part];
    if (!bytes) return [];
    return [{ name: DOSSIER_FILE_NAMES[part], bytes, mimeType: 'application/json', description: BESIDE[part] }];
  });
  return [...three, ...beside];
}

const BESIDE: Readonly<Record<keyof typeof DOSSIER_FILE_NAMES, string>> = {
  items: 'Every item of the dossier: leaf hash, commitment, currency',
  openings: 'Items that are laid open, with paths, amounts and certificates',
};

/** Like `makeCertificate`, and says which faces were used. */
export async function renderCertificate(
  set: EvidenceSet,
  template: CertificateTemplate,
  fonts: CertificateFonts,
  crypto: Crypto,
  kinds: AnchorKinds = ANCHOR_KINDS,
): Promise<Rendering> {
  const drawn = template.draw(readStatement(set, crypto, kinds), codesOf(set, crypto), fonts);
  const pdf = await writePdf({ ...drawn, id: fileId(set, crypto), attachments: attachmentsOf(set, drawn) });
  const pages = drawn.pages.map(({ bands }) => ({ ...PAGE, bands }));
  return { pdf, faces: new Set(drawn.fonts.map(([, font]) => font.face.name)), pages };
}

/** The template by which this page was laid out, or null. */
export function templateOf(
  { evidence }: EvidenceSet,
  templates: readonly CertificateTemplate[],
): CertificateTemplate | null {
  return templates.find(({ definition }) => definition.template === evidence.page.template) ?? null;
}

/**
 * The PDF of this evidence. Throws `malformed` when something in the evidence does not hold (only checked values are
 * printed) and `newer-version` for a page template, a kind of anchor or a type of record that this program, or the
 * template, does not know.
 */
export async function makeCertificate(
  set: EvidenceSet,
  fonts: CertificateFonts,
  crypto: Crypto,
  kinds: AnchorKinds = ANCHOR_KINDS,
): Promise<Uint8Array> {
  const template = templateOf(set, CERTIFICATE_TEMPLATES);
  if (!template)
    throw new NotaryError('newer-version', `page template ${set.evidence.page.template} is not known to this program`);
  return (await renderCertificate(set, template, fonts, crypto, kinds)).pdf;
}
