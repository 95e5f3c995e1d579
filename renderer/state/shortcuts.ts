import { useEffect, useEffectEvent } from 'react';
import { notary } from '../bridge.ts';

const mac = notary.platform === 'darwin';

/** How the command key is written on this platform. */
export const commandKey: string = mac ? '⌘' : 'Ctrl';

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * Runs `run` for a key: `mod+1` with Ctrl (on macOS Command), or a plain key such as `?`, which is left alone while
 * somebody types. Nothing is run while a dialog is open.
 */
export function useShortcut(combination: string, run: () => void): void {
  const latest = useEffectEvent(run);
  useEffect(() => {
    const parts = combination.split('+');
    const key = parts[parts.length - 1];
    const wantsMod = parts.includes('mod');
    const listen = (event: KeyboardEvent) => {
      const mod = mac ? event.metaKey : event.ctrlKey;
      if (event.key.toLowerCase() !== key || mod !== wantsMod || event.altKey) return;
      if (wantsMod && event.shiftKey !== parts.includes('shift')) return;
      if (!wantsMod && isTyping(event.target)) return;
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null) return;
      event.preventDefault();
      latest();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [combination]);
}
