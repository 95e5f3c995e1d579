import { burn } from '@kenjiuno/msgreader/lib/Burner.js';
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader.js';

/** A mail as Outlook saves it (MS-OXMSG section 2.2): a compound file with a storage for each attachment. */
export function outlook(attachments: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const children: number[] = [];
  const entries: {
    name: string;
    type: TypeEnum;
    length: number;
    children?: number[];
    binaryProvider?: () => Uint8Array;
  }[] = [{ name: 'Root Entry', type: TypeEnum.ROOT, length: 0, children }];
  const add = (parent: number[], name: string, bytes: Uint8Array) => {
    parent.push(entries.length);
    entries.push({ name, type: TypeEnum.DOCUMENT, length: bytes.length, binaryProvider: () => bytes });
  };
  add(children, '__properties_version1.0', new Uint8Array(32));
  add(children, '__substg1.0_001A001F', utf16('IPM.Note'));
  Object.entries(attachments).forEach(([name, bytes], i) => {
    const inside: number[] = [];
    children.push(entries.length);
    const number = i.toString(16).toUpperCase().padStart(8, '0');
    entries.push({ name: `__attach_version1.0_#${number}`, type: TypeEnum.DIRECTORY, length: 0, children: inside });
    add(inside, '__properties_version1.0', new Uint8Array(8));
    add(inside, '__substg1.0_3707001F', utf16(name));
    add(inside, '__substg1.0_37010102', bytes);
  });
  return burn(entries);
}

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
