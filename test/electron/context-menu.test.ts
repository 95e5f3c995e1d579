import { describe, expect, test, vi } from 'vitest';
import { type ClickedOn, contextMenuTemplate } from '../../electron/context-menu.ts';
import { shellWords } from '../../electron/words.ts';

vi.mock('electron', () => ({ Menu: {} }));

const flags = { canUndo: false, canRedo: false, canCut: false, canCopy: false, canPaste: true, canSelectAll: true };
const on = (part: Partial<ClickedOn>): ClickedOn => ({
  isEditable: false,
  selectionText: '',
  editFlags: flags,
  ...part,
});

describe.each(['zh', 'en'] as const)('the right button in %s', (language) => {
  const words = shellWords[language];

  test('offers in a field what a field can do, and says what it cannot do now', () => {
    const items = contextMenuTemplate(on({ isEditable: true }), words).filter(({ type }) => type !== 'separator');
    expect(items.map(({ role }) => role)).toEqual(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']);
    for (const { label } of items) expect(label).toBeTruthy();
    expect(items.filter(({ enabled }) => enabled).map(({ role }) => role)).toEqual(['paste', 'selectAll']);
  });

  test('offers to copy what is selected elsewhere, and nothing where nothing is', () => {
    const copyable = { ...flags, canCopy: true };
    const selected = contextMenuTemplate(on({ selectionText: '3c0f', editFlags: copyable }), words);
    expect(selected).toEqual([{ role: 'copy', label: words.copy, enabled: true }]);
    expect(contextMenuTemplate(on({ selectionText: ' ' }), words)).toEqual([]);
  });
});
