/** Source files that become programs of their own, by the name of the built file. */
export const nodeEntries: Readonly<Record<string, string>> = {
  main: 'electron/main.ts',
  'desk-host': 'electron/desk-host.ts',
  // beside desk-host.js, which finds them by a URL relative to itself
  'hash-worker': 'core/node/hashing/hash-worker.ts',
  'certificate-worker': 'core/node/certificates/certificate-worker.ts',
  'doctor-worker': 'core/node/doctor/worker.ts',
  'doctor-reader': 'electron/doctor-reader.ts',
  'paper-worker': 'core/node/paper/worker.ts',
  'box-worker': 'core/node/box/worker.ts',
  'dossier-worker': 'core/node/desk/dossiers/worker.ts',
};
export const preloadEntry = 'electron/preload.ts';
export const pageEntry = 'renderer/index.html';
