/** Measures what is shown: controls that lie over each other, what sticks out at the side, what nobody can reach. */
import type { Page } from 'playwright-core';
import type { LaunchedApp } from './launch.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
  /** 2: everything twice as large. */
  readonly zoom: number;
}

/** Makes the page of the window this large. */
export async function resize(desk: LaunchedApp, { width, height, zoom }: Size): Promise<void> {
  await desk.app.evaluate(
    ({ BrowserWindow }, size) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(size.width, size.height);
      window?.webContents.setZoomFactor(size.zoom);
    },
    { width, height, zoom },
  );
  const wanted = Math.round(width / zoom);
  await desk.window.waitForFunction((px) => Math.abs(innerWidth - px) <= 2, wanted);
  // lists measure themselves after the page
  await desk.window.waitForTimeout(300);
}

/** What is shown, as PNG; by the window itself, because the debugger's picture does not know how large things are drawn. */
export async function picture(desk: LaunchedApp): Promise<Buffer> {
  const base64 = await desk.app.evaluate(async ({ BrowserWindow }) => {
    const image = await BrowserWindow.getAllWindows()[0]?.webContents.capturePage();
    return image?.toPNG().toString('base64') ?? '';
  });
  return Buffer.from(base64, 'base64');
}

/** What is wrong with the layout of what is shown, one line each. */
export function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    interface Box {
      readonly element: Element;
      readonly left: number;
      readonly top: number;
      readonly right: number;
      readonly bottom: number;
    }
    const CONTROLS =
      'button, a[href], input, select, textarea, summary, [role="gridcell"], [role="columnheader"], [role="tab"], h1, h2, h3, .seal-bar, .banner, dt, dd';
    const faults: string[] = [];
    const nameOf = (element: Element) => {
      const text = (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 30);
      return `${element.tagName.toLowerCase()}.${element.className.toString().split(' ')[0] ?? ''} “${text}”`;
    };
    const dialogs = [
      ...document.querySelectorAll('[role="dialog"], [role="menu"], .column-choice[open] .column-names'),
    ].filter((one) => one.checkVisibility());
    const root: Element = dialogs.at(-1) ?? document.body;

    /** The part of an element that can be seen; null when there is none. */
    const visible = (element: Element): Box | null => {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return null;
      let { left, top, right, bottom } = element.getBoundingClientRect();
      for (let around = element.parentElement; around !== null; around = around.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(around);
        const edge = around.getBoundingClientRect();
        if (overflowX !== 'visible') [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
        if (overflowY !== 'visible') [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      }
      [left, right] = [Math.max(left, 0), Math.min(right, innerWidth)];
      [top, bottom] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
      return right - left > 2 && bottom - top > 2 ? { element, left, top, right, bottom } : null;
    };
    const boxes = [...root.querySelectorAll(CONTROLS)].flatMap((element) => visible(element) ?? []);
    for (const [i, one] of boxes.entries())
      for (const other of boxes.slice(i + 1)) {
        if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
        // a checkbox that a library draws itself lies under its own label
        if (one.element.closest('label') !== null && one.element.closest('label') === other.element.closest('label'))
          continue;
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        if (across > 2 && down > 2) faults.push(`overlap: ${nameOf(one.element)} and ${nameOf(other.element)}`);
      }

    /** Words that stand in a column of single letters. */
    for (const element of root.querySelectorAll('p, span, strong, dd, dt, li, label, h2, h3, button')) {
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      const words = own.map((node) => node.textContent?.trim() ?? '').join('');
      if (words.length < 6 || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const { width, height } = element.getBoundingClientRect();
      if (width > 2 && height > 4 * width) faults.push(`squeezed: ${nameOf(element)}`);
    }

    const scrollsAcross = (element: Element) => element.scrollWidth > element.clientWidth + 1;
    const scroller = document.scrollingElement;
    if (scroller !== null && scrollsAcross(scroller)) faults.push('the page scrolls sideways');
    // a drawing is scrolled both ways; a table of many columns may be where everything is twice as large
    const mayScroll = innerWidth < 900 ? '.trace-drawing, .trace-table, [role="grid"]' : '.trace-drawing';
    for (const element of root.querySelectorAll('*')) {
      const { overflowX } = getComputedStyle(element);
      if ((overflowX === 'auto' || overflowX === 'scroll') && element.checkVisibility() && scrollsAcross(element))
        if (!element.matches(mayScroll)) faults.push(`scrolls sideways: ${nameOf(element)}`);
    }

    for (const element of root.querySelectorAll('button, input, textarea')) {
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const box = element.getBoundingClientRect();
      if (box.width < 2) continue;
      const around: CSSStyleDeclaration[] = [];
      for (let one = element.parentElement; one !== null; one = one.parentElement) around.push(getComputedStyle(one));
      const across = around.some(({ overflowX }) => /auto|scroll/.test(overflowX));
      const down = around.some(({ overflowY }) => /auto|scroll/.test(overflowY));
      const out =
        (!across && (box.left < -1 || box.right > innerWidth + 1)) ||
        (!down && (box.top < -1 || box.bottom > innerHeight + 1));
      if (out && !element.closest('.skip')) faults.push(`out of reach: ${nameOf(element)}`);
    }
    return [...new Set(faults)].slice(0, 12);
  });
}
