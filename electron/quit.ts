/** Quitting: asks for confirmation during an intake, closes the desk, then exits. */
import { app } from 'electron';
import { mayLeave } from './dialogs.ts';
import type { Shell } from './shell.ts';

/** Arranges how the program ends. */
export function arrangeQuit(shell: Shell): void {
  let state: 'running' | 'leaving' | 'left' = 'running';
  const leave = async (ask: boolean): Promise<void> => {
    if (state !== 'running') return;
    state = 'leaving';
    const { running } = shell;
    if (ask && running !== null && !(await mayLeave(shell.window, shell.words.leave, running))) {
      state = 'running';
      return;
    }
    await shell.desk.stop();
    state = 'left';
    app.quit();
  };
  app.on('before-quit', (event) => {
    if (state === 'left') return;
    event.preventDefault();
    void leave(true);
  });
  // except on macOS, closing the window quits, so the question must come while the window still exists
  app.on('browser-window-created', (_event, window) => {
    window.on('close', (event) => {
      if (state === 'left' || process.platform === 'darwin' || window !== shell.window) return;
      event.preventDefault();
      app.quit();
    });
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  // the system ends the session, so nobody can be asked; registered late, because Electron replaces earlier handlers
  void app.whenReady().then(() => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void leave(false));
  });
}
