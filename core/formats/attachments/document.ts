/** The objects of a PDF by their numbers, from the file or from object streams (ISO 32000-1 section 7.5.7). */
import type { InflateAtOnce } from '../../documents/inflate.ts';
import { NotaryError } from '../../errors.ts';
import { Budget, damaged, PDF_LIMITS, type PdfLimits } from './limits.ts';
import { isDict, isRef, isStream, nameOf, type PdfDict, PdfParser, type PdfStream, type PdfValue } from './syntax.ts';
import { unpack } from './unpack.ts';
import { type CrossReference, readCrossReference, type XrefEntry } from './xref.ts';

interface ObjectStream {
  readonly data: Uint8Array;
  /** Object number and offset of each. */
  readonly index: readonly (readonly [number: number, offset: number])[];
}

const MAGIC = '%PDF-';

/** A PDF, read object by object within the bounds of `PDF_LIMITS`. */
export class PdfFile {
  readonly bytes: Uint8Array;
  readonly budget: Budget;
  private readonly atOnce: InflateAtOnce | undefined;
  private readonly references: CrossReference;
  private readonly known = new Map<number, PdfValue>();
  private readonly streams = new Map<number, ObjectStream>();
  private readonly open = new Set<number>();

  /**
   * `atOnce` unpacks streams faster than universal code, with the same result. Throws `not-a-certificate` for a file that is
   * not a PDF or is encrypted, `too-large`, `malformed`, `timed-out`.
   */
  constructor(bytes: Uint8Array, limits: PdfLimits = PDF_LIMITS, atOnce?: InflateAtOnce) {
    if (bytes.length > limits.file) throw new NotaryError('too-large', 'a certificate has at most 32 MiB');
    if (String.fromCharCode(...bytes.subarray(0, MAGIC.length)) !== MAGIC)
      throw new NotaryError('not-a-certificate', 'not a PDF', { reason: 'not-a-pdf' });
    this.bytes = bytes;
    this.budget = new Budget(limits);
    this.atOnce = atOnce;
    this.references = readCrossReference(bytes, this.budget);
    if (this.references.trailer.entries.has('Encrypt'))
      throw new NotaryError('not-a-certificate', 'the PDF is encrypted: ask for the certificate as it was issued', {
        reason: 'encrypted',
      });
  }

  get revisions(): number {
    return this.references.revisions;
  }

  /** The document catalog. */
  catalog(): PdfDict {
    const root = this.resolve(this.references.trailer.entries.get('Root'));
    return isDict(root) ? root : damaged('no catalog');
  }

  /** The value behind a reference; null for an object that does not exist. */
  readonly resolve = (value: PdfValue | undefined): PdfValue => {
    let current = value ?? null;
    for (let hops = 0; isRef(current); hops++) {
      if (hops > PDF_LIMITS.depth) damaged('a loop of references');
      current = this.object(current.number, current.generation);
    }
    return current;
  };

  /** Where the object of a number is; null when there is none, or none any more. */
  placeOf(number: number): Exclude<XrefEntry, { kind: 'free' }> | null {
    const entry = this.references.find(number);
    return entry === null || entry.kind === 'free' ? null : entry;
  }

  private object(number: number, generation: number): PdfValue {
    const known = this.known.get(number);
    if (known !== undefined) return known;
    this.budget.object();
    // an object that refers to itself while being read, for instance a length inside its own stream
    if (this.open.has(number)) damaged('an object that depends on itself');
    this.open.add(number);
    const value = this.read(number, generation);
    this.open.delete(number);
    this.known.set(number, value);
    return value;
  }

  private read(number: number, generation: number): PdfValue {
    const entry = this.references.find(number);
    if (!entry || entry.kind === 'free') return null;
    if (entry.kind === 'packed') return this.packed(number, entry.stream, entry.index);
    if (entry.generation !== generation) return null;
    if (entry.offset >= this.bytes.length) damaged(`object ${number} is outside the file`);
    return new PdfParser(this.bytes, entry.offset, this.budget).indirect(number, generation);
  }

  private packed(number: number, streamNumber: number, index: number): PdfValue {
    const { data, index: entries } = this.objectStream(streamNumber);
    const entry = entries[index];
    if (!entry || entry[0] !== number) damaged(`object ${number} is not in its object stream`);
    const value = new PdfParser(data, entry[1], this.budget).value();
    return isRef(value) ? damaged('a reference where an object was expected') : value;
  }

  private objectStream(number: number): ObjectStream {
    const known = this.streams.get(number);
    if (known) return known;
    const stream = this.object(number, 0);
    if (!isStream(stream) || nameOf(stream.dict.entries.get('Type')) !== 'ObjStm') damaged('no object stream');
    const data = this.data(stream, PDF_LIMITS.stream);
    const [count, first] = ['N', 'First'].map((name) => this.resolve(stream.dict.entries.get(name)));
    if (typeof count !== 'number' || typeof first !== 'number' || count > PDF_LIMITS.objects || first > data.length)
      damaged('a broken object stream');
    const parser = new PdfParser(data, 0, this.budget);
    const index = Array.from({ length: count }, () => [parser.integer(), first + parser.integer()] as const);
    const made = { data, index };
    this.streams.set(number, made);
    return made;
  }

  /** The catalog and the other entries of the newest trailer. */
  get trailer(): PdfDict {
    return this.references.trailer;
  }

  /** The raw data of a stream. */
  raw(stream: PdfStream): Uint8Array {
    const length = this.resolve(stream.dict.entries.get('Length'));
    if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) damaged('a stream without a length');
    const end = stream.start + length;
    if (end > this.bytes.length) damaged('a stream that goes beyond the file');
    new PdfParser(this.bytes, end, this.budget).expect('endstream');
    return this.bytes.subarray(stream.start, end);
  }

  /** The unpacked data of a stream. Throws `too-large` beyond `limit`. */
  data(stream: PdfStream, limit: number): Uint8Array {
    return unpack(this.raw(stream), stream.dict, this.resolve, limit, this.budget, this.atOnce);
  }
}
