/** The window shows the kind of this folder by the names and labels of its entry. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { RECORD_KINDS } from '../../../core/records/index.ts';
import { DisclosureChoice } from '../../../renderer/components/disclosure-choice.tsx';
import { FactList } from '../../../renderer/components/fact-list.tsx';
import { Timeline } from '../../../renderer/screens/records/timeline.tsx';
import { Kinds } from '../../../renderer/state/kinds.ts';
import { startTexts } from '../../../renderer/texts/i18n.ts';
import { KINDS, LOT } from './kind.ts';

// parts of the window without one: what they would say in it is not said here
vi.mock('../../../renderer/state/notices.tsx', () => ({ useNotices: () => ({ done: () => {}, fail: () => {} }) }));
vi.hoisted(() => vi.stubGlobal('window', { notary: { onEvent: () => {} } }));

describe('in the window', () => {
  startTexts('en');
  const rendered = (element: ReturnType<typeof createElement>, kinds = KINDS) =>
    renderToStaticMarkup(createElement(Kinds, { value: kinds }, element));

  it('its facts stand under the labels of its kind, in their order', () => {
    const facts = { tonnes: 15, silo: 'Nord', title: 'Rice' };
    const html = rendered(createElement(FactList, { kind: LOT.key, facts }));
    expect([...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map((found) => found.slice(1))).toEqual([
      ['Title', 'Rice'],
      ['Silo', 'Nord'],
      ['Tonnes', '15'],
    ]);
  });

  it('its names can be chosen to be withheld, beside those of documents', () => {
    const choice = createElement(DisclosureChoice, { value: ['tonnes'], label: 'shown', onChange: () => {} });
    expect(rendered(choice)).toContain('Silo');
    expect(rendered(choice)).toContain('File name');
    expect(rendered(choice, RECORD_KINDS)).not.toContain('Silo');
  });

  it('its timeline names the facts that were changed', () => {
    const entries = [{ time: '2026-11-29T00:00:00.000Z', kind: 'edited', detail: 'silo, tonnes' }] as const;
    expect(rendered(createElement(Timeline, { kind: LOT.key, entries, own: false }))).toContain('Silo and Tonnes');
  });
});
