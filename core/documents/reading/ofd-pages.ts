/** The texts on the pages of an OFD document by their IDs, as tags point to them (GB/T 33190 sections 7.7 and 11). */
import { type OfdDocument, type OfdPackage, partNamed } from './ofd-package.ts';
import { xmlPath } from './xml-path.ts';
import type { XmlElement } from './xml-tree.ts';

const PAGES = xmlPath('Pages/Page');
const TEMPLATES = xmlPath('CommonData/TemplatePage');
const BELOW = xmlPath('Template');
const TEXT_CODES = xmlPath('TextCode');

/** The text of an object; null when the page has none of that ID, or several that differ. */
export type TextOfObject = (page: string, id: string) => string | null;

/** Texts in one part by the IDs of their objects; null for an ID of several that differ. */
type Texts = ReadonlyMap<string, string | null>;

/** A look-up over a document. Pages and their templates are taken apart when they are asked for, each once. */
export function pageTexts(file: OfdPackage, { root, folder }: OfdDocument): TextOfObject {
  const pages = locations(PAGES(root));
  const templates = locations(TEMPLATES(root));
  const partAt = (location: string) => partNamed(file, location, [folder]);
  const textsAt = keptBy((path) => textsIn(file.xml(path)));
  /** Paths of a page and of its templates, by that of the page: what is shown on it. */
  const shownOn = keptBy((page) => {
    const below = BELOW(file.xml(page)).flatMap(
      ({ attributes: { TemplateID = '' } }) => templates.get(TemplateID) ?? [],
    );
    return new Set([page, ...[...new Set(below)].map(partAt)]);
  });
  return (page, id) => {
    const location = pages.get(page) ?? null;
    if (location === null) return null;
    const found = new Set<string | null>();
    for (const path of shownOn(partAt(location))) {
      const text = textsAt(path).get(id);
      if (text !== undefined) found.add(text);
    }
    const [text = null] = found;
    return found.size === 1 ? text : null;
  };
}

/** A function that is asked once for each path. */
function keptBy<T extends object>(make: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const value = known.get(path) ?? make(path);
    known.set(path, value);
    return value;
  };
}

/** Where pages or templates lie; null for an ID of several. */
function locations(elements: readonly XmlElement[]): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>();
  for (const {
    attributes: { ID = '', BaseLoc = '' },
  } of elements)
    found.set(ID, found.has(ID) ? null : BaseLoc);
  return found;
}

function textsIn(content: XmlElement): Texts {
  const texts = new Map<string, string | null>();
  for (const object of textObjects(content)) {
    const { ID: id = '' } = object.attributes;
    const codes = TEXT_CODES(object).map((code) => code.text);
    const text = codes.join('');
    texts.set(id, texts.has(id) && texts.get(id) !== text ? null : text);
  }
  return texts;
}

function textObjects(element: XmlElement): readonly XmlElement[] {
  return element.children.flatMap((child) => (child.name === 'TextObject' ? [child] : textObjects(child)));
}
