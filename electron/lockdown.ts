/** What no page of this program may do, whoever wrote it. */
import { type App, app, type Session, type WebContents } from 'electron';
import { PAGE_ORIGIN } from './page.ts';

/** Copying a digest is the one thing our own page asks the system for. */
const PAGE_PERMISSION = 'clipboard-sanitized-write';

/** Switches of Chromium; to be set before Electron is ready. */
export function lockCommandLine(commandLine: App['commandLine']): void {
  // the page needs no network at all, so no name leads anywhere; the desk host has a network stack of its own
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('disable-background-networking');
}

/** Refuses network, permissions, devices, downloads and the spell checker's dictionaries to a session. */
export function lockSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, done) => done({ cancel: !isLocal(details.url) }));
  session.setPermissionRequestHandler((contents, permission, done, details) =>
    done(permission === PAGE_PERMISSION && isPage(details.requestingUrl) && isPage(contents.getURL())),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === PAGE_PERMISSION && isPage(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  // a new session asks for a dictionary before it hears that it may not; here it asks nobody
  session.setSpellCheckerDictionaryDownloadURL('data:,none/');
  session.on('will-download', (event) => event.preventDefault());
}

/** Refuses new windows, navigation and embedded pages to every page there will ever be. */
export function lockPages(): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // its host candidates would pass by every other rule here
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

function isLocal(url: string): boolean {
  return isPage(url) || /^(?:data|blob|devtools):/.test(url);
}

/** True for a URL or origin of our own page. */
export function isPage(url: string): boolean {
  return url === PAGE_ORIGIN || url.startsWith(`${PAGE_ORIGIN}/`);
}
