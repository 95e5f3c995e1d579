/** Paths to elements: a small part of XPath 1.0, so that a table of them can be read, and repeated by another program. */
import { NotaryError } from '../../errors.ts';
import type { XmlElement } from './xml-tree.ts';

/** The elements at a path, in document order. */
export type XmlPath = (from: XmlElement) => readonly XmlElement[];

const STEP = /([^/[\]]+)(?:\[([^\]]+)\])?(?:\/|$)/gy;

/**
 * A path of steps, `cac:Party/cbc:ID`. A step with a prefix of `namespaces` matches children in that namespace, one without
 * a prefix matches by local name whatever the namespace. `[@a='v']` keeps elements whose attribute has this value,
 * `[p='v']` those with an element at the path p whose text is this; white space around a text counts for nothing.
 */
export function xmlPath(path: string, namespaces: Readonly<Record<string, string>> = {}): XmlPath {
  const steps = [...path.matchAll(STEP)].map(([, name = '', condition]) => step(name, condition, namespaces));
  return (from) => steps.reduce<readonly XmlElement[]>((found, next) => found.flatMap(next), [from]);
}

function step(written: string, condition: string | undefined, namespaces: Readonly<Record<string, string>>): XmlPath {
  const [name = '', prefix] = written.split(':').reverse();
  const namespace = prefix === undefined ? null : namespaces[prefix];
  if (namespace === undefined) throw new NotaryError('internal', `no namespace for ${written}`);
  const holds = condition === undefined ? () => true : conditionOf(condition, namespaces);
  return ({ children }) =>
    children.filter(
      (child) => child.name === name && (namespace === null || child.namespace === namespace) && holds(child),
    );
}

function conditionOf(condition: string, namespaces: Readonly<Record<string, string>>): (one: XmlElement) => boolean {
  const [, attribute, path = '', value] = /^(?:@([\w:]+)|([^@=]+))='([^']*)'$/.exec(condition) ?? [];
  if (value === undefined) throw new NotaryError('internal', `no condition: ${condition}`);
  if (attribute !== undefined) return ({ attributes }) => attributes[attribute] === value;
  const inner = xmlPath(path, namespaces);
  return (one) => inner(one).some(({ text }) => text.trim() === value);
}
