/** The menu, in the language of the settings and by the platform's customs. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { NotaryEvent } from './api.ts';
import type { ShellWords } from './words.ts';

type Item = MenuItemConstructorOptions;
type Screen = Extract<NotaryEvent, { kind: 'navigate' }>['screen'];

export interface MenuActions {
  readonly navigate: (screen: Screen) => void;
  readonly add: (kind: 'files' | 'folder' | 'verify') => void;
  readonly quit: () => void;
}

export interface MenuOptions {
  readonly words: ShellWords;
  readonly mac: boolean;
  readonly development: boolean;
  readonly actions: MenuActions;
}

export function setMenu(options: MenuOptions): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}

/** The menu as data. */
export function menuTemplate(options: MenuOptions): Item[] {
  const menus = [fileMenu(options), editMenu(options), viewMenu(options), windowMenu(options), helpMenu(options)];
  return options.mac ? [appMenu(options), ...menus] : menus;
}

const line: Item = { type: 'separator' };

function settingsItem({ words, actions }: MenuOptions): Item {
  return { label: words.settings, accelerator: 'CmdOrCtrl+,', click: () => actions.navigate('settings') };
}

function quitItem({ words, actions }: MenuOptions): Item {
  return { label: words.quit, accelerator: 'CmdOrCtrl+Q', click: actions.quit };
}

function appMenu(options: MenuOptions): Item {
  const { words } = options;
  return {
    // macOS shows the program's own name here
    label: 'Notary Desk',
    submenu: [
      { role: 'about', label: words.about },
      line,
      settingsItem(options),
      line,
      { role: 'services', label: words.services },
      line,
      { role: 'hide', label: words.hide },
      { role: 'hideOthers', label: words.hideOthers },
      { role: 'unhide', label: words.showAll },
      line,
      quitItem(options),
    ],
  };
}

function fileMenu(options: MenuOptions): Item {
  const { words, actions, mac } = options;
  return {
    label: words.file,
    submenu: [
      { label: words.addFiles, accelerator: 'CmdOrCtrl+O', click: () => actions.add('files') },
      { label: words.addFolder, accelerator: 'CmdOrCtrl+Shift+O', click: () => actions.add('folder') },
      line,
      { label: words.verifyFiles, accelerator: 'CmdOrCtrl+E', click: () => actions.add('verify') },
      line,
      ...(mac
        ? [{ role: 'close', label: words.close } satisfies Item]
        : [settingsItem(options), line, quitItem(options)]),
    ],
  };
}

function editMenu({ words }: MenuOptions): Item {
  return {
    label: words.edit,
    submenu: [
      { role: 'undo', label: words.undo },
      { role: 'redo', label: words.redo },
      line,
      { role: 'cut', label: words.cut },
      { role: 'copy', label: words.copy },
      { role: 'paste', label: words.paste },
      { role: 'selectAll', label: words.selectAll },
    ],
  };
}

function viewMenu({ words, actions, development }: MenuOptions): Item {
  const screen = (label: string, key: string, to: Screen): Item => ({
    label,
    accelerator: `CmdOrCtrl+${key}`,
    click: () => actions.navigate(to),
  });
  return {
    label: words.view,
    submenu: [
      screen(words.notarize, '1', 'notarize'),
      screen(words.records, '2', 'records'),
      screen(words.verify, '3', 'verify'),
      screen(words.trust, '4', 'trust'),
      line,
      { role: 'zoomIn', label: words.zoomIn },
      { role: 'zoomOut', label: words.zoomOut },
      { role: 'resetZoom', label: words.zoomReset },
      { role: 'togglefullscreen', label: words.fullScreen },
      ...(development ? [line, { role: 'toggleDevTools' } satisfies Item] : []),
    ],
  };
}

function windowMenu({ words, mac }: MenuOptions): Item {
  return {
    label: words.window,
    ...(mac ? { role: 'windowMenu' } : {}),
    submenu: [
      { role: 'minimize', label: words.minimize },
      { role: 'close', label: words.close },
    ],
  };
}

function helpMenu({ words, actions, mac }: MenuOptions): Item {
  const shortcuts: Item = {
    label: words.shortcuts,
    accelerator: mac ? 'Cmd+/' : 'F1',
    click: () => actions.navigate('shortcuts'),
  };
  return {
    label: words.help,
    ...(mac ? { role: 'help' } : {}),
    submenu: mac ? [shortcuts] : [shortcuts, line, { role: 'about', label: words.about }],
  };
}
