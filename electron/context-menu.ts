/** The menu of the right button in fields and over selected text. Rows of lists have menus of their own in the page. */
import { type BrowserWindow, type ContextMenuParams, Menu, type MenuItemConstructorOptions } from 'electron';
import type { ShellWords } from './words.ts';

/** What the menu goes by. */
export type ClickedOn = Pick<ContextMenuParams, 'isEditable' | 'selectionText'> & {
  readonly editFlags: Pick<
    ContextMenuParams['editFlags'],
    'canUndo' | 'canRedo' | 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'
  >;
};

/** The menu as data; empty where there is nothing to do. */
export function contextMenuTemplate(on: ClickedOn, words: ShellWords): MenuItemConstructorOptions[] {
  const { canUndo, canRedo, canCut, canCopy, canPaste, canSelectAll } = on.editFlags;
  const copy: MenuItemConstructorOptions = { role: 'copy', label: words.copy, enabled: canCopy };
  if (!on.isEditable) return on.selectionText.trim() === '' ? [] : [copy];
  return [
    { role: 'undo', label: words.undo, enabled: canUndo },
    { role: 'redo', label: words.redo, enabled: canRedo },
    { type: 'separator' },
    { role: 'cut', label: words.cut, enabled: canCut },
    copy,
    { role: 'paste', label: words.paste, enabled: canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: words.selectAll, enabled: canSelectAll },
  ];
}

/** Shows it for a window, in the language that is spoken then. */
export function addContextMenu(window: BrowserWindow, words: () => ShellWords): void {
  window.webContents.on('context-menu', (_event, params) => {
    const template = contextMenuTemplate(params, words());
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window });
  });
}
