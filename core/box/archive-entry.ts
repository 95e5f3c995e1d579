/** An entry of a ZIP that is a file, as its central directory tells it (APPNOTE 6.3, section 4.3.12). */
export interface ArchiveEntry {
  readonly name: string;
  readonly encrypted: boolean;
  /** Compression method: 0 stored, 8 deflated. */
  readonly method: number;
  /** Bytes in the archive, and unpacked. */
  readonly packed: number;
  readonly size: number;
  /** CRC-32 of the unpacked bytes. */
  readonly crc: number;
  /** Offset of its local header. */
  readonly at: number;
}
