// What we use of the package sax, for every part of the project (tsconfig.base.json, "paths"): its own types need those of
// Node, which the core and the window are compiled without.

export interface QualifiedTag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, { readonly value: string }>>;
  readonly local: string;
  readonly uri: string;
}

export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface SAXParser {
  onerror: (error: Error) => void;
  ondoctype: (doctype: string) => void;
  onattribute: (attribute: { readonly name: string }) => void;
  onopentag: (tag: Tag | QualifiedTag) => void;
  onclosetag: (name: string) => void;
  ontext: (text: string) => void;
  oncdata: (text: string) => void;
  write(text: string): this;
  close(): this;
}

export interface SAXOptions {
  readonly trim?: boolean;
  readonly xmlns?: boolean;
  readonly position?: boolean;
  /** Only the five entities of XML, none of HTML. */
  readonly strictEntities?: boolean;
}

export function parser(strict: boolean, options?: SAXOptions): SAXParser;
