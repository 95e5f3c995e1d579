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
  // the system ends the session: there is nobody to ask
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void leave(false));
}
