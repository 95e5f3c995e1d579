/** Whether a window can be shown: always on Windows and macOS, on Linux where an X or Wayland server is named. */
export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Whether this process is root; never on Windows. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
