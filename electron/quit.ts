/** Leaving: asks when files are being taken in, lets the desk close, then goes. */
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
  // elsewhere than on macOS closing the window means leaving, and must be asked about while the window is still there
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
  // the system ends the session: there is nobody to ask; set late, because Electron puts its own handlers over earlier ones
  void app.whenReady().then(() => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void leave(false));
  });
}
