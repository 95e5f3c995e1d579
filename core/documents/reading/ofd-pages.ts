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

/** Texts in one part by the IDs of their objects. */
type Texts = ReadonlyMap<string, readonly string[]>;

/** A look-up over a document. Pages and their templates are parsed when they are asked for, each once. */
export function pageTexts(file: OfdPackage, { root, folder }: OfdDocument): TextOfObject {
  const pages = locations(PAGES(root));
  const templates = locations(TEMPLATES(root));
  const known = new Map<string, Texts>();
  const textsAt = (location: string): Texts => {
    const path = partNamed(file, location, [folder]);
    const texts = known.get(path) ?? textsIn(file.xml(path));
    known.set(path, texts);
    return texts;
  };
  return (page, id) => {
    const location = pages.get(page) ?? null;
    if (location === null) return null;
    const below = BELOW(file.xml(partNamed(file, location, [folder])));
    const shown = below.flatMap(({ attributes: { TemplateID = '' } }) => templates.get(TemplateID) ?? []);
    const found = new Set([location, ...shown].flatMap((one) => textsAt(one).get(id) ?? []));
    const [text = null] = found;
    return found.size === 1 ? text : null;
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
  const texts = new Map<string, string[]>();
  for (const object of textObjects(content)) {
    const { ID: id = '' } = object.attributes;
    const text = TEXT_CODES(object).map((code) => code.text);
    texts.set(id, [...(texts.get(id) ?? []), text.join('')]);
  }
  return texts;
}

function textObjects(element: XmlElement): readonly XmlElement[] {
  return element.children.flatMap((child) => (child.name === 'TextObject' ? [child] : textObjects(child)));
}
