/**
 * Elements in one call. Text is always inserted as text: nothing from a file is ever parsed as HTML, and what cannot be seen
 * is escaped, so no name can reorder or blank what stands around it.
 */
import { visible } from '../../core/formats/plain-text.ts';

type Child = Node | string | null | false | undefined;
type Handler = (event: Event) => void;
type Attributes = Readonly<Record<string, string | boolean | number | Handler | null | undefined>>;

/** An element with attributes, `onX` listeners and children; null, false and undefined are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, visible(String(value)));
  }
  for (const child of children.flat()) if (child || child === '') element.append(shown(child));
  return element;
}

const shown = (child: Node | string) => (typeof child === 'string' ? visible(child) : child);

/** What a person has typed into the fields of `parent` that have an id; those with a value of their own are left out. */
function typedIn(parent: Element): ReadonlyMap<string, HTMLInputElement> {
  const fields = parent.querySelectorAll<HTMLInputElement>('input[type="text"][id]:not([value])');
  return new Map([...fields].filter(({ value }) => value !== '').map((field) => [field.id, field]));
}

/** Replaces the children of `parent`; the focus and what is being typed stay with the element of the same id. */
export function render(parent: Element, ...children: readonly Child[]): void {
  const focused = document.activeElement?.id;
  const before = typedIn(parent);
  parent.replaceChildren(
    ...children.filter((child) => child || child === '').map((child) => shown(child as Node | string)),
  );
  for (const field of parent.querySelectorAll<HTMLInputElement>('input[type="text"][id]:not([value])')) {
    const typed = before.get(field.id);
    if (typed === undefined) continue;
    field.value = typed.value;
    field.setSelectionRange(typed.selectionStart, typed.selectionEnd);
  }
  if (focused) document.getElementById(focused)?.focus();
}
