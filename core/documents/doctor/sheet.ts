/** The values of all cells of an Excel workbook (ISO/IEC 29500), without formulas, formats and styles. */
import { readXml } from './xml.ts';

/** Returns a member of the workbook as text, null when there is none. */
type ReadMember = (name: string) => string | null;

interface Sheet {
  readonly name: string;
  readonly id: string;
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

function sheetsOf(workbook: string): readonly Sheet[] {
  const found: Sheet[] = [];
  for (const event of readXml(workbook))
    if (event.is === 'open' && local(event.name) === 'sheet')
      found.push({ name: event.attributes.get('name') ?? '', id: event.attributes.get('r:id') ?? '' });
  return found;
}

function targetsOf(relations: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const event of readXml(relations))
    if (event.is === 'open' && local(event.name) === 'Relationship') {
      const target = event.attributes.get('Target') ?? '';
      found.set(event.attributes.get('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    }
  return found;
}

/** The shared strings, without phonetic guides (`rPh`). */
function stringsOf(xml: string): readonly string[] {
  const strings: string[] = [];
  let [text, inText, skipped] = ['', false, 0];
  const open: string[] = [];
  for (const event of readXml(xml)) {
    if (event.is === 'text') text += inText && skipped === 0 ? event.text : '';
    else if (event.is === 'open') {
      const name = local(event.name);
      open.push(name);
      if (name === 'si') text = '';
      if (name === 'rPh') skipped++;
      inText = name === 't';
    } else {
      const name = open.pop();
      inText = false;
      if (name === 'rPh') skipped--;
      if (name === 'si') strings.push(text);
    }
  }
  return strings;
}

/** A number rounded to 15 digits, the precision of spreadsheets. */
function numberText(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : text;
}

function cellText(type: string, value: string, strings: readonly string[]): string {
  if (type === 's') return `s${strings[Number(value)] ?? ''}`;
  if (type === 'str' || type === 'inlineStr') return `s${value}`;
  return type === 'b' || type === 'e' ? type + value : `n${numberText(value)}`;
}

/** `[cell, value]` of each cell that has one. */
function cellsOf(xml: string, strings: readonly string[]): readonly (readonly [string, string])[] {
  const cells: (readonly [string, string])[] = [];
  const open: string[] = [];
  let [cell, type, value, seen] = ['', 'n', '', false];
  for (const event of readXml(xml)) {
    if (event.is === 'open') {
      const name = local(event.name);
      open.push(name);
      if (name === 'c')
        [cell, type, value, seen] = [event.attributes.get('r') ?? '', event.attributes.get('t') ?? 'n', '', false];
      if (name === 'v' || name === 't') seen = true;
    } else if (event.is === 'text') {
      if (open.at(-1) === 'v' || open.at(-1) === 't') value += event.text;
    } else if (open.pop() === 'c' && seen) {
      const text = cellText(type, value, strings);
      if (text !== 's') cells.push([cell, text]);
    }
  }
  return cells;
}

/**
 * Every sheet's name and cells as one text; null for anything that is not such a workbook. Throws the errors of
 * `readXml`.
 */
export function workbookValues(read: ReadMember): string | null {
  const [workbook, relations] = [read('xl/workbook.xml'), read('xl/_rels/workbook.xml.rels')];
  if (workbook === null || relations === null) return null;
  const targets = targetsOf(relations);
  const shared = read('xl/sharedStrings.xml');
  const strings = shared === null ? [] : stringsOf(shared);
  const sheets = sheetsOf(workbook).map(({ name, id }) => {
    const xml = read(targets.get(id) ?? '');
    return xml === null ? null : [name, cellsOf(xml, strings)];
  });
  return sheets.includes(null) ? null : JSON.stringify(sheets);
}
