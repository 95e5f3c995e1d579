// The smallest program with a window: what Electron itself costs.
import './probe.js';
import { app, BrowserWindow } from 'electron';

app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, width: 1240, height: 820 });
  window.once('ready-to-show', () => window.show());
  window.loadURL('about:blank');
});
