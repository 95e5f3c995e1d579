/** The running shell: the window, the desk's process, and everything that follows the desk's settings. */
import { app, type BrowserWindow, MessageChannelMain, nativeTheme, utilityProcess } from 'electron';
import { environment, setVariable } from '../core/node/system/environment.ts';
import type { DeskStatus, IntakeProgress, Language, NotaryEvent, PickKind, Settings } from './api.ts';
import { addContextMenu } from './context-menu.ts';
import { DeskClient } from './desk-client.ts';
import { pickPaths } from './dialogs.ts';
import { Grants } from './grants.ts';
import { answerKey } from './keychain.ts';
import { setMenu } from './menu.ts';
import { PageEvents } from './page-events.ts';
import type { AppPaths } from './paths.ts';
import { Readers } from './readers.ts';
import { focusWindow, openWindow } from './window.ts';
import { readWindowState, type WindowState, writeWindowState } from './window-state.ts';
import { type ShellWords, shellWords } from './words.ts';

export interface ShellOptions {
  readonly paths: AppPaths;
  readonly oldRuntime: boolean;
  readonly development: boolean;
}

export class Shell {
  readonly grants = new Grants();
  readonly desk: DeskClient;
  readonly #options: ShellOptions;
  readonly #events = new PageEvents();
  #remembered: WindowState | null;
  #window: BrowserWindow | null = null;
  #language: Language;
  #theme: Settings['theme'];
  #status: DeskStatus | null = null;
  #intake: IntakeProgress | null = null;

  constructor(options: ShellOptions) {
    this.#options = options;
    this.#remembered = readWindowState(options.paths.windowState);
    this.#language = this.#remembered?.language ?? systemLanguage();
    this.#theme = this.#remembered?.theme ?? 'system';
    speak(this.#language);
    this.desk = new DeskClient({
      spawn: () => utilityProcess.fork(options.paths.deskHost, [], { serviceName: 'Notary Desk', stdio: 'inherit' }),
      host: () => ({
        home: options.paths.home,
        version: app.getVersion(),
        oldRuntime: options.oldRuntime,
        language: this.#language,
      }),
      emit: (event) => this.hear(event),
      readers: new Readers({
        spawn: () =>
          utilityProcess.fork(options.paths.doctorReader, [], { serviceName: 'Notary Desk reader', env: {} }),
        channel: () => new MessageChannelMain(),
      }),
      answerKey,
    });
  }

  get window(): BrowserWindow | null {
    return this.#window;
  }

  get words(): ShellWords {
    return shellWords[this.#language];
  }

  /** The last progress of the running intake. */
  get running(): IntakeProgress | null {
    return this.#intake?.running === true ? this.#intake : null;
  }

  /** Shows the window, created if there is none. */
  show(): void {
    if (this.#window === null) this.#openWindow();
    else focusWindow(this.#window);
  }

  #openWindow(): void {
    const { paths, oldRuntime, development } = this.#options;
    nativeTheme.themeSource = this.#theme;
    const window = openWindow({
      preload: paths.preload,
      bounds: this.#remembered?.bounds ?? null,
      maximized: this.#remembered?.maximized ?? false,
      oldRuntime,
      development,
    });
    this.#window = window;
    this.#events.attach(window.webContents);
    addContextMenu(window, () => this.words);
    // not sooner: until the first picture is there, the window needs all the machine has
    window.once('ready-to-show', () => this.desk.start());
    window.on('close', () => this.#remember(window));
    window.on('closed', () => {
      this.#window = null;
    });
  }

  /** Builds the menu in the current language. */
  setMenu(): void {
    setMenu({
      words: this.words,
      mac: process.platform === 'darwin',
      development: this.#options.development,
      actions: {
        navigate: (screen) => this.hear({ kind: 'navigate', screen }),
        add: (kind) => void this.#add(kind),
        quit: () => app.quit(),
      },
    });
  }

  /** Handles an event of the desk or of the shell itself, then passes it to the page. */
  hear(event: NotaryEvent): void {
    if (event.kind === 'status') this.follow(event.status);
    if (event.kind === 'intake') this.#followIntake(event.progress);
    // its process is gone, and so is the intake
    if (event.kind === 'problem' && event.error.details.reason === 'desk-stopped') this.#intake = null;
    this.#events.send(event);
  }

  /** Applies language, theme and export folder of the desk's settings. */
  follow(status: DeskStatus): void {
    this.#status = status;
    const { language, theme, exportFolder } = status.settings;
    this.#theme = theme;
    nativeTheme.themeSource = theme;
    if (exportFolder !== null) this.grants.target(exportFolder);
    if (language === this.#language) return;
    this.#language = language;
    this.setMenu();
  }

  /** Asks for files; chosen paths may then be read, or written to. */
  async pick(kind: PickKind): Promise<readonly string[]> {
    const folder = kind === 'export-folder' ? (this.#status?.settings.exportFolder ?? null) : null;
    const paths = await pickPaths(this.#window, kind, this.words, folder);
    for (const path of paths) {
      if (kind === 'export-folder') this.grants.target(path);
      else this.grants.chosen(path);
    }
    return paths;
  }

  /** Passes files from outside to the page. */
  open(paths: readonly string[], screen: 'notarize' | 'verify' | null): void {
    if (paths.length === 0) return;
    for (const path of paths) this.grants.chosen(path);
    this.hear({ kind: 'open', paths, screen });
  }

  async #add(kind: 'files' | 'folder' | 'verify'): Promise<void> {
    this.open(await this.pick(kind), kind === 'verify' ? 'verify' : 'notarize');
  }

  #followIntake(progress: IntakeProgress): void {
    this.#intake = progress;
    // the page may offer to add these again, also those of an intake from an earlier session
    for (const { state, path } of progress.items)
      if (state === 'failed' || state === 'existing' || state === 'cancelled') this.grants.chosen(path);
  }

  #remember(window: BrowserWindow): void {
    const maximized = window.isMaximized();
    const look = { language: this.#language, theme: this.#theme };
    this.#remembered = { bounds: window.getNormalBounds(), maximized, ...look };
    writeWindowState(this.#options.paths.windowState, this.#remembered);
  }
}

/** Sets the language of Chromium's own texts, for instance in date fields. Call it before Electron is ready. */
function speak(language: Language): void {
  const locale = { zh: 'zh-CN', en: 'en-US' }[language];
  app.commandLine.appendSwitch('lang', locale);
  // on Linux the environment takes precedence
  if (environment.LANGUAGE) setVariable('LANGUAGE', locale.replace('-', '_'));
}

function systemLanguage(): Language {
  return app.getPreferredSystemLanguages()[0]?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
