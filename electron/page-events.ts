/**
 * Events for the page. Events caused by the user are queued until the page is loaded; it requests everything else
 * itself.
 */
import type { WebContents } from 'electron';
import type { NotaryEvent } from './api.ts';
import { EVENT_CHANNEL } from './channels.ts';

type Page = Pick<WebContents, 'on' | 'send' | 'isDestroyed'>;

export class PageEvents {
  #page: Page | null = null;
  #loaded = false;
  #waiting: NotaryEvent[] = [];

  /** Sends to this page from now on. */
  attach(page: Page): void {
    this.#page = page;
    this.#loaded = false;
    page.on('did-finish-load', () => this.#flush());
    page.on('render-process-gone', () => {
      this.#loaded = false;
    });
    page.on('destroyed', () => {
      this.#loaded = false;
    });
  }

  send(event: NotaryEvent): void {
    if (this.#loaded && this.#page?.isDestroyed() === false) this.#page.send(EVENT_CHANNEL, event);
    else if (event.kind === 'open' || event.kind === 'problem' || event.kind === 'navigate') this.#waiting.push(event);
  }

  #flush(): void {
    this.#loaded = true;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const event of waiting) this.send(event);
  }
}
