/** The structure tree of a PDF (ISO 32000-1 section 14.7): one document, and in it what was drawn, in reading order. */
import { type PDFContext, type PDFDocument, PDFHexString, PDFRef } from 'pdf-lib';
import type { Attributes, Element, Mark } from './structure.ts';

/** What every page says to the parent tree: the element of each of its marked contents. */
type Parents = (PDFRef | undefined)[][];

class StructureWriter {
  readonly parents: Parents;
  private readonly context: PDFContext;
  private readonly pages: readonly PDFRef[];

  constructor(context: PDFContext, pages: readonly PDFRef[]) {
    this.context = context;
    this.pages = pages;
    this.parents = pages.map(() => []);
  }

  /** Writes an element and all in it; its marks that stand on its own first page are bare numbers. */
  element(element: Element, parent: PDFRef): PDFRef {
    const { role, kids } = element;
    const first = kids.find(isMark);
    const ref = this.context.nextRef();
    const written = kids.map((kid) => (isMark(kid) ? this.mark(kid, first, ref) : this.element(kid, ref)));
    const one = written.length === 1 ? written[0] : undefined;
    const dict = this.context.obj({ S: role, P: parent, ...(first ? { Pg: this.page(first) } : {}) });
    dict.set(
      this.context.obj('K'),
      one === undefined ? this.context.obj(written) : one instanceof PDFRef ? one : this.context.obj(one as number),
    );
    for (const [name, value] of Object.entries(this.attributes(element))) dict.set(this.context.obj(name), value);
    this.context.assign(ref, dict);
    return ref;
  }

  private mark(mark: Mark, first: Mark | undefined, element: PDFRef) {
    (this.parents[mark.page] as (PDFRef | undefined)[])[mark.id] = element;
    return mark.page === first?.page ? mark.id : { Type: 'MCR', Pg: this.page(mark), MCID: mark.id };
  }

  private page({ page }: Mark): PDFRef {
    return this.pages[page] as PDFRef;
  }

  private attributes({ role, alt, columns }: Element & Attributes) {
    const ofTable = { ...(role === 'TH' ? { Scope: 'Column' } : {}), ...(columns ? { ColSpan: columns } : {}) };
    return {
      ...(alt === undefined ? {} : { Alt: PDFHexString.fromText(alt) }),
      ...(Object.keys(ofTable).length === 0 ? {} : { A: this.context.obj({ O: 'Table', ...ofTable }) }),
    };
  }
}

const isMark = (kid: Element | Mark): kid is Mark => 'page' in kid;

/** Adds the tree to the document. */
export function addStructure(doc: PDFDocument, pages: readonly PDFRef[], elements: readonly Element[]): void {
  const { context } = doc;
  const [root, document] = [context.nextRef(), context.nextRef()];
  const writer = new StructureWriter(context, pages);
  const kids = elements.map((element) => writer.element(element, document));
  const parents = writer.parents.flatMap((refs, page) => [page, refs as PDFRef[]]);
  context.assign(document, context.obj({ Type: 'StructElem', S: 'Document', P: root, K: kids }));
  const parentTree = context.register(context.obj({ Nums: parents }));
  context.assign(
    root,
    context.obj({ Type: 'StructTreeRoot', K: document, ParentTree: parentTree, ParentTreeNextKey: pages.length }),
  );
  doc.catalog.set(context.obj('StructTreeRoot'), root);
  doc.catalog.set(context.obj('MarkInfo'), context.obj({ Marked: true }));
  doc.catalog.set(context.obj('ViewerPreferences'), context.obj({ DisplayDocTitle: true }));
}
