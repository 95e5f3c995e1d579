/** The sheet of a box: the totals, each a filter, the rows, and the digest of the whole. */
import { BOX_STATES, type BoxRow, type BoxSheet, type BoxState } from '../../../core/documents/box/types.ts';
import type { Report } from '../../../core/verification/report.ts';
import { groupedHex, shortTimeText, sizeText, thousands } from '../../../core/words/words.ts';
import { h } from '../dom.ts';
import type { ViewContext } from './context.ts';
import { resultView } from './result.ts';

const ICONS: Readonly<Record<BoxState, string>> = {
  forked: '⑂',
  tampered: '✕',
  misstated: '‼',
  different: '≠',
  untrusted: '?',
  unreadable: '∅',
  'missing-certificate': '□',
  'missing-document': '▤',
  superseded: '↻',
  pending: '…',
  'self-attested': '!',
  proven: '✓',
  duplicate: '=',
};
const TONES: Readonly<Record<BoxState, string>> = {
  forked: 'red',
  tampered: 'red',
  misstated: 'red',
  different: 'red',
  untrusted: 'grey',
  unreadable: 'grey',
  'missing-certificate': 'amber',
  'missing-document': 'amber',
  superseded: 'amber',
  pending: 'amber',
  'self-attested': 'amber',
  proven: 'green',
  duplicate: 'grey',
};

/** The visible state of a sheet. */
export interface BoxShown {
  readonly sheet: BoxSheet;
  /** Rows that match the filter and the search. */
  readonly rows: readonly BoxRow[];
  /** How many of them are on the page. */
  readonly limit: number;
  readonly states: ReadonlySet<BoxState>;
  readonly search: string;
  /** Numbers of the rows that are open. */
  readonly open: ReadonlySet<number>;
  readonly mails: number;
}

/** The user's actions. */
export interface BoxActions {
  /** Null shows every state. */
  toggleState(state: BoxState | null): void;
  /** Returns the new state; only the rows are drawn again, so that typing is not disturbed. */
  search(text: string): BoxShown;
  toggleRow(number: number): void;
  more(): void;
  save(): void;
  report(row: BoxRow): Report | null;
}

export function boxView(shown: BoxShown, actions: BoxActions, context: ViewContext): HTMLElement {
  const { sheet } = shown;
  const { strings, boxWords } = context;
  const { totals } = sheet;
  const summary = strings.boxSummary(thousands(totals.files), sizeText(totals.bytes), thousands(totals.certificates));
  const inputs = `${sheet.inputs.slice(0, 5).join(' · ')}${sheet.inputs.length > 5 ? ' …' : ''}`;
  return h(
    'section',
    { class: 'box', 'aria-labelledby': 'box-title' },
    h('h2', { id: 'box-title' }, boxWords.title),
    h('p', {}, `${inputs} — ${summary}`),
    shown.mails > 0 && h('p', { class: 'amber' }, strings.boxMails(shown.mails)),
    chips(shown, actions, context),
    ...searchAndRows(shown, actions, context),
    h('h3', {}, boxWords.boxDigest),
    h('p', {}, h('code', { id: 'box-digest' }, groupedHex(sheet.boxDigest))),
    h('p', { class: 'note' }, boxWords.boxDigestNote),
    h('p', { class: 'note' }, boxWords.pagesNotCompared),
    h('button', { type: 'button', id: 'box-csv', onClick: actions.save }, strings.boxCsv),
  );
}

function searchAndRows(shown: BoxShown, actions: BoxActions, context: ViewContext): readonly HTMLElement[] {
  const { strings } = context;
  let part = rowsPart(shown, actions, context);
  const label = strings.boxSearch;
  const input = h('input', { type: 'text', id: 'box-search', 'aria-label': label, placeholder: label });
  input.value = shown.search;
  input.addEventListener('input', () => {
    const next = rowsPart(actions.search(input.value), actions, context);
    part.replaceWith(next);
    part = next;
  });
  return [h('p', { class: 'box-search' }, input), part];
}

function rowsPart(shown: BoxShown, actions: BoxActions, context: ViewContext): HTMLElement {
  const { sheet, rows, limit, open } = shown;
  const { strings } = context;
  return h(
    'div',
    {},
    h('p', { role: 'status' }, strings.boxRows(thousands(rows.length), thousands(sheet.totals.rows))),
    rows.length === 0
      ? h('p', { class: 'note' }, strings.boxEmpty)
      : table(rows.slice(0, limit), open, actions, context),
    rows.length > limit && h('button', { type: 'button', id: 'box-more', onClick: actions.more }, strings.boxMoreRows),
  );
}

function chips({ sheet, states }: BoxShown, actions: BoxActions, { strings, boxWords }: ViewContext): HTMLElement {
  const chip = (id: string, pressed: boolean, count: number, press: () => void, ...words: (Node | string)[]) =>
    h(
      'button',
      {
        type: 'button',
        id,
        class: 'chip',
        'aria-pressed': String(pressed),
        disabled: count === 0 && id !== 'box-all',
        onClick: press,
      },
      ...words,
      ' ',
      h('strong', {}, thousands(count)),
    );
  return h(
    'div',
    { role: 'group', class: 'chips', 'aria-label': strings.boxFilter },
    chip('box-all', states.size === 0, sheet.totals.rows, () => actions.toggleState(null), strings.boxAll),
    BOX_STATES.map((state) =>
      chip(
        `box-${state}`,
        states.has(state),
        sheet.totals.states[state],
        () => actions.toggleState(state),
        h(
          'span',
          { class: sheet.totals.states[state] === 0 ? 'grey' : TONES[state], 'aria-hidden': 'true' },
          ICONS[state],
        ),
        ` ${boxWords.states[state]}`,
      ),
    ),
  );
}

function table(
  rows: readonly BoxRow[],
  open: ReadonlySet<number>,
  actions: BoxActions,
  context: ViewContext,
): HTMLElement {
  const { columns } = context.boxWords;
  // number, state, file, certificate, time and remark of the columns that the exported sheet has
  const heads = [columns[0], columns[1], columns[2], columns[3], columns[10]];
  return h(
    'table',
    {},
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        heads.map((head) => h('th', { scope: 'col' }, head ?? '')),
      ),
    ),
    h(
      'tbody',
      {},
      rows.flatMap((row) => {
        const isOpen = open.has(row.number);
        return [rowView(row, isOpen, actions, context), ...(isOpen ? [detail(row, actions, context)] : [])];
      }),
    ),
  );
}

function rowView(row: BoxRow, isOpen: boolean, actions: BoxActions, context: ViewContext): HTMLElement {
  const { boxWords, strings } = context;
  const { number, state, file, certificate } = row;
  return h(
    'tr',
    {},
    h('td', { class: 'number' }, thousands(number)),
    h(
      'td',
      {},
      h(
        'button',
        {
          type: 'button',
          id: `box-row-${number}`,
          class: `row-state ${TONES[state]}`,
          'aria-expanded': String(isOpen),
          onClick: () => actions.toggleRow(number),
        },
        h('span', { 'aria-hidden': 'true' }, ICONS[state]),
        ` ${boxWords.states[state]}`,
      ),
    ),
    h('td', {}, file ?? h('span', { class: 'grey' }, strings.none)),
    h('td', {}, certificate ?? h('span', { class: 'grey' }, strings.none)),
    h('td', {}, [provenTime(row, context), boxWords.remark(row)].filter((part) => part !== '').join(' · ')),
  );
}

function provenTime({ proof, state }: BoxRow, { offsetMinutes }: ViewContext): string {
  return state === 'proven' && proof?.provenTime ? shortTimeText(proof.provenTime, offsetMinutes) : '';
}

function detail(row: BoxRow, actions: BoxActions, context: ViewContext): HTMLElement {
  const { boxWords, strings } = context;
  const report = actions.report(row);
  const outcome = { certificate: row.certificate, document: row.file, report, unread: null };
  return h(
    'tr',
    { class: 'box-detail' },
    h(
      'td',
      { colspan: 5 },
      h('p', {}, boxWords.meanings[row.state]),
      row.sha256 !== null && h('p', {}, `SHA-256: `, h('code', {}, groupedHex(row.sha256))),
      report
        ? resultView(outcome, context)
        : row.certificate === null && h('p', { class: 'note' }, strings.noCertificate),
    ),
  );
}
