/** The one window: created hidden, shown at its first paint, restored to its last position. */
import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { Sender } from './ipc.ts';
import { isPage } from './lockdown.ts';
import { PAGE_URL } from './page.ts';
import { firstSize, fitToScreens, LEAST_SIZE, type Rectangle } from './window-state.ts';

const TITLE = 'Notary Desk 存证台';
const OLD_RUNTIME = ' — old runtime, for development and tests only / 旧版运行环境，仅供开发与测试';
/** A page that crashes more often than this is not reloaded automatically. */
const RELOAD_INTERVAL = 30_000;

export interface WindowOptions {
  readonly preload: string;
  readonly bounds: Rectangle | null;
  readonly maximized: boolean;
  readonly oldRuntime: boolean;
  readonly development: boolean;
}

/** Opens the window and loads the page. */
export function openWindow(options: WindowOptions): BrowserWindow {
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const bounds = options.bounds === null ? null : fitToScreens(options.bounds, areas);
  const window = new BrowserWindow({
    ...(bounds ?? firstSize(screen.getPrimaryDisplay().workArea)),
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    title: TITLE + (options.oldRuntime ? OLD_RUNTIME : ''),
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#121a22' : '#ffffff',
    show: false,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: options.development,
    },
  });
  // the title names the runtime; a page must not change it
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (options.maximized) window.maximize();
    window.show();
  });
  reloadWhenGone(window);
  void window.loadURL(PAGE_URL);
  return window;
}

function reloadWhenGone(window: BrowserWindow): void {
  let last = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, details) => {
    console.error(`the page's process is gone: ${details.reason}`);
    if (details.reason === 'clean-exit' || Date.now() - last < RELOAD_INTERVAL) return;
    last = Date.now();
    void window.loadURL(PAGE_URL);
  });
}

/** Brings the window to the front, restoring it if minimised. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** True for a message from the main frame of our page in this window. */
export function isFromPage(window: BrowserWindow | null, { sender, senderFrame }: Sender): boolean {
  if (window === null || window.isDestroyed() || sender !== window.webContents) return false;
  if (senderFrame === null || !isPage(senderFrame.url)) return false;
  // compared by id: Electron does not guarantee one object per frame
  const { mainFrame } = window.webContents;
  return senderFrame.processId === mainFrame.processId && senderFrame.routingId === mainFrame.routingId;
}
