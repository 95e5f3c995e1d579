/** Containers by file extension: which ones are opened, and which are recognised but not opened. */

/** Extensions of containers that are opened. */
export type ContainerKind = 'zip' | 'eml' | 'msg';

/** The kind of an archive or mail that is opened; null for every other file. */
export function containerKind(name: string): ContainerKind | null {
  const end = /\.(zip|eml|msg)$/i.exec(name)?.[1]?.toLowerCase();
  return (end as ContainerKind | undefined) ?? null;
}

const CLOSED = [
  /\.(?:7z|rar|zipx|tar|tgz|tbz2?|txz|gz|bz2|xz|zst|cab|arj|lzh|lha|wim|iso|dmg|mbox|mbx|pst|ost|p7m|tnef)$/i,
  /\.(?:(?:7z|zip|rar)\.\d{3}|z\d\d|r\d\d)$/i, // archives in parts
  /(?:^|\/)(?:winmail\.dat|mbox)$/i,
];

/**
 * True for an archive, a mailbox or an encrypted or signed mail that is not opened: a sheet has to say that its
 * contents were not read.
 */
export function isClosedContainer(name: string): boolean {
  return CLOSED.some((pattern) => pattern.test(name));
}
