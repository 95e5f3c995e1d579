/** Restrictions for all pages of this program. */
import { type App, app, type Session, type WebContents } from 'electron';
import { PAGE_ORIGIN } from './page.ts';

/** The one permission that our own page needs: copying to the clipboard. */
const PAGE_PERMISSION = 'clipboard-sanitized-write';

/** Switches of Chromium; to be set before Electron is ready. */
export function lockCommandLine(commandLine: App['commandLine']): void {
  // the page needs no network, so no host name resolves; the desk host has its own network stack
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
  // a new session requests a dictionary before it can be forbidden; with no address it requests nothing
  session.setSpellCheckerDictionaryDownloadURL('data:,none/');
  session.on('will-download', (event) => event.preventDefault());
}

/** Refuses new windows, navigation and embedded pages to every page, also those created later. */
export function lockPages(): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // its host candidates would bypass all other rules here
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

function isLocal(url: string): boolean {
  return isPage(url) || /^(?:data|blob|devtools):/.test(url);
}

/** True for a URL or origin of our own page. */
export function isPage(url: string): boolean {
  return url === PAGE_ORIGIN || url.startsWith(`${PAGE_ORIGIN}/`);
}
