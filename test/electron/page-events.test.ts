import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { NotaryEvent } from '../../electron/api.ts';
import { PageEvents } from '../../electron/page-events.ts';

class FakePage extends EventEmitter {
  readonly heard: NotaryEvent[] = [];
  gone = false;
  isDestroyed = (): boolean => this.gone;
  send(_channel: string, event: NotaryEvent): void {
    this.heard.push(event);
  }
}

const open: NotaryEvent = { kind: 'open', paths: ['/in/a.pdf'], screen: null };
const records: NotaryEvent = { kind: 'records' };

function attach(events: PageEvents): FakePage {
  const page = new FakePage();
  events.attach(page as unknown as Parameters<PageEvents['attach']>[0]);
  return page;
}

test('what a person asked for waits until the page is loaded; what the page asks for itself does not', () => {
  const events = new PageEvents();
  events.send(open);
  events.send(records);
  const page = attach(events);
  events.send(records);
  expect(page.heard).toEqual([]);
  page.emit('did-finish-load');
  expect(page.heard).toEqual([open]);
  events.send(records);
  expect(page.heard).toEqual([open, records]);
});

test('a page that has died gets nothing until it is loaded again', () => {
  const events = new PageEvents();
  const page = attach(events);
  page.emit('did-finish-load');
  page.emit('render-process-gone');
  events.send(open);
  expect(page.heard).toEqual([]);
  page.emit('did-finish-load');
  expect(page.heard).toEqual([open]);
});

test('a new window takes over', () => {
  const events = new PageEvents();
  const first = attach(events);
  first.emit('did-finish-load');
  first.gone = true;
  first.emit('destroyed');
  events.send(open);
  const second = attach(events);
  second.emit('did-finish-load');
  expect([first.heard, second.heard]).toEqual([[], [open]]);
});
