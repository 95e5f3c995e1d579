import { h } from './dom.ts';

/** Starts the download of a file that was made here. */
export function saveFile(content: string, type: string, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = h('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  // some browsers read the file only after the click event
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
