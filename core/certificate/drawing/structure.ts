/**
 * The structure of a document (ISO 32000-1 section 14.7): which drawn content is a heading, a paragraph or the cell of a
 * table, in the order in which it is read aloud.
 */

/** Standard types of elements (ISO 32000-1 section 14.8.4). */
export type Role = 'H1' | 'H2' | 'P' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure';

/** Marked content: its page and its number there. */
export interface Mark {
  readonly page: number;
  readonly id: number;
}

/** What is said about an element beside its type. */
export interface Attributes {
  /** What a picture shows, for those who do not see it. */
  readonly alt?: string;
  /** Columns that a cell spans, where it is more than one. */
  readonly columns?: number;
}

/** An element of the structure tree, with what it consists of. */
export interface Element extends Attributes {
  readonly role: Role;
  readonly kids: readonly (Element | Mark)[];
}

/**
 * `flat`: each marked content is an element of its own, and no languages are named. So did version 0.1.0, and template 1
 * does so for ever. `tree`: elements have several contents and elements in them, as PDF/UA (ISO 14289-1) wants it.
 */
export type StructureShape = 'flat' | 'tree';

interface OpenElement extends Element {
  readonly kids: (Element | Mark)[];
}

/** Elements that consist of elements only. */
const AROUND: ReadonlySet<Role> = new Set(['Table', 'TR']);

/** Collects the elements while they are drawn. */
export class StructureTree {
  readonly elements: Element[] = [];
  private readonly shape: StructureShape;
  private readonly path: OpenElement[] = [];

  constructor(shape: StructureShape) {
    this.shape = shape;
  }

  /** Whether texts in a language of their own say so. */
  get namesLanguages(): boolean {
    return this.shape === 'tree';
  }

  /** Begins an element; `close` ends it. */
  open(role: Role, attributes: Attributes): void {
    if (this.shape === 'flat') return;
    const element: OpenElement = { role, ...attributes, kids: [] };
    this.add(element);
    this.path.push(element);
  }

  close(): void {
    this.path.pop();
  }

  /** Puts marked content into the open element, else into one of this role. Gives the role of the element it is in. */
  mark(role: Role, mark: Mark): Role {
    const open = this.path.at(-1);
    if (open && !AROUND.has(open.role)) {
      open.kids.push(mark);
      return open.role;
    }
    this.add({ role, kids: [mark] });
    return role;
  }

  private add(element: Element): void {
    (this.path.at(-1)?.kids ?? this.elements).push(element);
  }
}
