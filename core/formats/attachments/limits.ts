/** Bounds of the attachment reader, whose input is untrusted. */
import { NotaryError } from '../../errors.ts';

/** The bounds; beyond any of them a file is `too-large`. */
export const PDF_LIMITS = {
  /** Bytes of a certificate. */
  file: 32 * 1024 * 1024,
  /** Bytes of one attachment. */
  attachment: 1024 * 1024,
  /** Bytes of the files of a dossier: all items of a pool; what is laid open, with some thousand certificates. */
  items: 20 * 1024 * 1024,
  openings: 16 * 1024 * 1024,
  /** Bytes of one unpacked cross-reference or object stream. */
  stream: 8 * 1024 * 1024,
  /** Bytes unpacked in all. */
  unpacked: 48 * 1024 * 1024,
  /** Nesting of arrays and dictionaries, and levels of the name tree. */
  depth: 32,
  /** Incremental updates. */
  revisions: 128,
  /** Subsections of one cross-reference section. */
  sections: 4096,
  /** Objects read to find the attachments. */
  objects: 20_000,
  /** Values inside those objects. */
  values: 100_000,
  /** Bytes of one string. */
  string: 256 * 1024,
  /** Attached files of any name. */
  files: 1000,
  /**
   * Characters visited: used in place of a time limit, so that the same file gives the same result on every machine.
   */
  steps: 8 * 1024 * 1024,
} as const;

/** Bounds for other uses of the PDF reader. */
export type PdfLimits = { readonly [N in 'file' | 'unpacked' | 'objects' | 'values' | 'steps']: number };

/** The remaining budget while one file is read. */
export class Budget {
  private steps: number;
  private unpacked: number;
  private objects: number;
  private values: number;

  constructor(limits: PdfLimits = PDF_LIMITS) {
    this.steps = limits.steps;
    this.unpacked = limits.unpacked;
    this.objects = limits.objects;
    this.values = limits.values;
  }

  /** Throws `timed-out` when the work is used up. */
  step(count = 1): void {
    this.steps -= count;
    if (this.steps < 0) throw new NotaryError('timed-out', 'PDF: too much work to find the attachments');
  }

  /** Throws `too-large` when more is unpacked than allowed. */
  unpack(bytes: number): void {
    this.unpacked -= bytes;
    if (this.unpacked < 0) throw new NotaryError('too-large', 'PDF: unpacks to more than a certificate can hold');
  }

  value(): void {
    if (--this.values < 0) throw new NotaryError('too-large', 'PDF: too many values');
  }

  object(): void {
    if (--this.objects < 0) throw new NotaryError('too-large', 'PDF: too many objects');
  }
}

/** The error for a PDF whose structure is broken or not supported. */
export function damaged(what: string): never {
  throw new NotaryError('malformed', `PDF: ${what}`);
}
