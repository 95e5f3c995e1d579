/** The package of an Office file (ECMA-376 part 2): which of its members are what, by their content types and not by their names. */
import { memberName, type ZipFile } from './zip.ts';

const TYPES = '[content_types].xml';

/** A target outside of the package. */
export interface ExternalTarget {
  /** The last word of the relationship's type. */
  readonly kind: string;
}

/** True for an Office file. */
export function isOfficePackage(zip: ZipFile): boolean {
  return zip.sizeOf(TYPES) !== null;
}

/** The content type of every member that has one, section 10.1.2; types in lower case. */
export function contentTypes(zip: ZipFile): ReadonlyMap<string, string> {
  const byEnding = new Map<string, string>();
  const byName = new Map<string, string>();
  zip.read(TYPES, {
    open(name, { Extension = '', PartName = '', ContentType = '' }) {
      const type = ContentType.trim().toLowerCase();
      if (name === 'Default') byEnding.set(Extension.trim().toLowerCase(), type);
      if (name === 'Override') byName.set(partName(PartName.trim()), type);
    },
  });
  const typeOf = (name: string) => byName.get(partName(name)) ?? byEnding.get(name.slice(name.lastIndexOf('.') + 1));
  return new Map(zip.names.flatMap((name) => [[name, typeOf(name) ?? ''] as const]));
}

/** A part's name with its escapes resolved. */
function partName(name: string): string {
  try {
    return memberName(decodeURIComponent(name));
  } catch {
    return memberName(name);
  }
}

/** What relationships of the package's parts name outside of it. */
export function externalTargets(zip: ZipFile): readonly ExternalTarget[] {
  const found: ExternalTarget[] = [];
  for (const name of zip.names.filter((one) => /(?:^|\/)_rels\/[^/]*\.rels$/.test(one)))
    zip.read(name, {
      open(element, { TargetMode = '', Type = '' }) {
        if (element === 'Relationship' && TargetMode.trim() === 'External')
          found.push({ kind: Type.trim().slice(Type.trim().lastIndexOf('/') + 1) });
      },
    });
  return found;
}
