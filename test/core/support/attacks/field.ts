import { utf8 } from '../../../../core/formats/bytes.ts';
import { streamObject } from '../../attachments-pdf.ts';
import { entriesOf, showAt } from '../updates.ts';
import { AMOUNT, type Attack, adding, attack, entryNumber, FREE } from './attack.ts';

const field = (entry: string, why = /a field has an entry/) =>
  attack(`a field with /${entry}`, why, adding('field', ` /${entry}`));

const place = (name: string, rect: string, why: RegExp, change: (field: string) => string = (text) => text): Attack =>
  attack(name, why, (parts, numbers) => {
    showAt(rect)(parts, numbers);
    parts.field = change(parts.field);
  });

const appearance = (name: string, why: RegExp, dict: string): Attack =>
  attack(name, why, (parts, numbers) => showAt(FREE, dict)(parts, numbers));

/** What an appearance without size draws: nothing, as long as it keeps to its box. */
const drawing = (name: string, why: RegExp, contents: string): Attack =>
  attack(name, why, (parts, { free }) => {
    parts.field += ` /AP <</N ${free} 0 R>>`;
    parts.objects.set(free, streamObject(utf8(contents), '/Subtype /Form /BBox [0 0 100 50]'));
  });

const change = (name: string, why: RegExp, part: 'field' | 'signature', from: string | RegExp, to: string): Attack =>
  attack(name, why, (parts) => {
    parts[part] = parts[part].replace(from, to);
  });

/** The field: what it is, where it is, what it draws and what its signature says. */
export const fieldAttacks: readonly Attack[] = [
  ...['A <<>>', 'AA <<>>', 'OC <<>>', 'MK <<>>', 'BS <</W 500>>', 'H /P', 'Kids []', 'Parent 1 0 R', 'PMD 1 0 R'].map(
    (entry) => field(entry),
  ),
  ...['SV <<>>', 'C [1 0 0]', 'Popup 1 0 R', 'StructParent 1', 'RV (x)', 'DV (x)', 'MaxLen 1', 'Opt []', 'ca 0'].map(
    (entry) => field(entry),
  ),
  field('Border [0 0 500]', /a field with a border/),
  field('AS (x)', /\/AS is no name/),
  field('DA 1', /\/DA is no text/),
  field('Lock <</JS (x)>>', /entry \/JS was added/),
  change('a field that takes text', /no signature field/, 'field', '/FT /Sig', '/FT /Tx'),
  change('a field that is no widget', /no signature field/, 'field', '/Subtype /Widget', '/Subtype /Stamp'),
  change('a field on another page', /a field on another page/, 'field', /\/P \d+/, '/P 1'),
  place('over the amount', AMOUNT, /over the issued page/),
  place('beside a line of text', '[540 610 580 620]', /beside what is written/),
  place('over all', '[0 0 595 841]', /over the issued page/),
  place('corners the other way round', '[520 640 410 610]', /over the issued page/),
  place('a line without height', '[46 610 500 610]', /over the issued page/),
  place('too close to the foot', '[46 43 246 60]', /over the issued page/),
  place('outside the page', '[46 60 846 110]', /outside its page/),
  place('below the page', '[46 -60 246 10]', /outside its page/),
  place('hidden on the screen, and printed', AMOUNT, /over the issued page/, (text) => text.replace('/F 132', '/F 36')),
  place('shown when it is pointed at', AMOUNT, /keep its place/, (text) => text.replace('/F 132', '/F 288')),
  place('of one size at every zoom', FREE, /keep its place/, (text) => text.replace('/F 132', '/F 12')),
  place('upright on a turned page', FREE, /keep its place/, (text) => text.replace('/F 132', '/F 20')),
  place('with flags that nobody knows', FREE, /flags cannot be read/, (text) => text.replace('/F 132', '/F 65536')),
  place('of no size at every zoom', '[46 60 46 60]', /keep its place/, (text) => text.replace('/F 132', '/F 8')),
  place('a rectangle that is none', '[46 60 246]', /no rectangle/),
  attack('visible, on no page', /a visible field on no page/, (parts, numbers, issued) => {
    showAt(FREE)(parts, numbers);
    parts.page = entriesOf(issued, numbers.page);
  }),
  appearance('an appearance that is turned', /turned or scaled/, '/Matrix [0 1 -1 0 0 0]'),
  appearance('an appearance made larger', /turned or scaled/, '/Matrix [9 0 0 9 0 0]'),
  appearance('an appearance in a layer', /an appearance has an entry \/OC/, '/OC <<>>'),
  appearance('an appearance from another file', /an appearance has an entry \/Ref/, '/Ref <</F (x.pdf) /Page 0>>'),
  appearance('an appearance in PostScript', /an appearance has an entry \/PS/, '/PS (x)'),
  appearance('layers inside an appearance', /entry \/OC was added/, '/Resources <</XObject <</x <</OC <<>>>>>>>>'),
  appearance('an annotation inside an appearance', /\/Type \/Annot was added/, '/Resources <</x <</Type /Annot>>>>'),
  attack('an appearance for the pointer', /an appearance has an entry \/D/, (parts, numbers) => {
    showAt(FREE)(parts, numbers);
    parts.field = parts.field.replace('/AP <<', `/AP <</D ${numbers.free} 0 R `);
  }),
  attack('an appearance with states', /an appearance is no object/, (parts, numbers) => {
    showAt(FREE)(parts, numbers);
    parts.field = parts.field.replace(/\/N (\d+ 0 R)/, '/N <</On $1>>');
  }),
  attack('an appearance that was issued', /an appearance is no object/, (parts, numbers, issued) => {
    showAt(FREE)(parts, numbers);
    parts.field = parts.field.replace(/\/N \d+/, `/N ${entryNumber('Contents')(issued)}`);
  }),
  drawing('an appearance that leaves its box', /does not keep to itself/, 'Q Q 0 g 400 600 120 40 re f'),
  drawing('the same behind a state of its own', /does not keep to itself/, 'q Q Q 0 g 400 600 120 40 re f q'),
  drawing('a state that is left open', /does not keep to itself/, 'q 0 g 0 0 9 9 re f'),
  drawing('a restoring hidden from a simple search', /does not keep to itself/, '(q \\( q) Tj <71> Tj % q\nQ'),
  drawing('a restoring written onto a number', /unknown operator/, 'q 1Q 1Q 0 g 400 600 120 40 re f Q'),
  drawing('a restoring behind a name', /does not keep to itself/, '/q q/x Q/q Q 0 g 400 600 120 40 re f'),
  appearance('a mask that is drawn', /entry \/G was added/, '/Resources <</ExtGState <</x <</SMask <</G 1 0 R>>>>>>>>'),
  drawing('a picture inside the contents', /a picture or/, 'BI /W 1 /H 1 /BPC 1 ID x EI'),
  drawing('a string without an end', /no end/, '(q'),
  appearance(
    'glyphs that are drawings',
    /entry \/CharProcs was added/,
    '/Resources <</Font <</F <</CharProcs <<>>>>>>>>',
  ),
  attack('an appearance without a box', /box is no rectangle/, (parts, numbers) => {
    showAt(FREE)(parts, numbers);
    parts.objects.set(numbers.free, streamObject(utf8('0 0 9 9 re f'), '/Subtype /Form', false));
  }),
  change('a text for a value', /a signature is no object/, 'field', /\/V .*$/, '/V (CNY 9)'),
  change(
    'an action for a signature',
    /the value of a field is no signature/,
    'signature',
    '/Type /Sig',
    '/Type /Action',
  ),
  change('a signature with more in it', /a signature has an entry \/JS/, 'signature', /$/, ' /JS (x)'),
  change('a signature without contents', /other bytes out than itself|without contents/, 'signature', '<30', '<00'),
  change('a signature that names no bytes', /names no bytes/, 'signature', '/ByteRange', '/Cert'),
  change(
    'a signature over the issued file alone',
    /does not cover its own update/,
    'signature',
    /\[0 1.*\]/,
    '[0 9 10 20]',
  ),
];
