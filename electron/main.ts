/** The main process: sets everything up in order. Each step is in its own file. */
import { app, ipcMain, protocol, shell as system } from 'electron';
import { closeEnvironment, environment } from '../core/node/system/environment.ts';
import { pickTarget } from './dialogs.ts';
import { givenFiles, openGivenFiles } from './given-files.ts';
import { makeHandlers } from './handlers.ts';
import { answerCalls } from './ipc.ts';
import { lockCommandLine, lockPages, lockSession } from './lockdown.ts';
import { newMail, runProgram } from './mail.ts';
import { PAGE_SCHEME, SCHEME, servePage } from './page.ts';
import { openForPrinting, printRecovery, saveRecovery } from './paper.ts';
import { appPaths, chooseHome } from './paths.ts';
import { arrangeQuit } from './quit.ts';
import { Shell } from './shell.ts';
import { adoptTestPackage } from './test-package.ts';
import { isFromPage } from './window.ts';

if (app.isPackaged) closeEnvironment();
adoptTestPackage(process.resourcesPath);
const home = chooseHome();
if (app.requestSingleInstanceLock({ paths: givenFiles() })) start();
else app.quit();

function start(): void {
  const paths = appPaths(home, import.meta.dirname);
  protocol.registerSchemesAsPrivileged([PAGE_SCHEME]);
  lockCommandLine(app.commandLine);
  lockPages();
  app.on('session-created', lockSession);
  const shell = new Shell({
    paths,
    oldRuntime: environment.NOTARY_OLD_RUNTIME === '1',
    development: !app.isPackaged,
  });
  answerCalls(ipcMain, {
    isOurs: (sender) => isFromPage(shell.window, sender),
    chosen: (path) => shell.grants.chosen(path),
    handlers: makeHandlers({
      desk: shell.desk,
      grants: shell.grants,
      follow: (status) => shell.follow(status),
      words: () => shell.words,
      pick: (kind) => shell.pick(kind),
      pickTarget: (options) => pickTarget(shell.window, options),
      reveal: (path) => system.showItemInFolder(path),
      mail: (mail) =>
        newMail(mail, {
          platform: process.platform,
          run: runProgram,
          openExternal: (url) => system.openExternal(url),
          reveal: (path) => system.showItemInFolder(path),
        }),
      openForPrinting,
      printRecovery,
      saveRecovery,
    }),
  });
  openGivenFiles(shell);
  arrangeQuit(shell);
  void app.whenReady().then(() => {
    protocol.handle(SCHEME, servePage(paths.page));
    shell.show();
    shell.setMenu();
  });
}
