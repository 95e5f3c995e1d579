/** pdf.js, restricted to what our own certificates need: embedded fonts, no scripts, no forms. */
import { GlobalWorkerOptions, getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

export interface PdfPage {
  readonly number: number;
  /** Height divided by width. */
  readonly ratio: number;
  /** Draws the page at a width in CSS pixels, unless its file is closed; the returned function stops it. */
  draw(canvas: HTMLCanvasElement, width: number): () => void;
}

function asPage(page: PDFPageProxy, isOpen: () => boolean): PdfPage {
  const natural = page.getViewport({ scale: 1 });
  return {
    number: page.pageNumber,
    ratio: natural.height / natural.width,
    draw(canvas, width) {
      // a screen that is shown again draws what it had, before it opens the file again
      if (!isOpen()) return () => {};
      const viewport = page.getViewport({ scale: (width / natural.width) * window.devicePixelRatio });
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      const task = page.render({ canvas, viewport });
      // stopping a page that is still being drawn is no error
      task.promise.catch(() => {});
      return () => task.cancel();
    },
  };
}

/** Opens a PDF and all its pages. The bytes are handed over to the worker and cannot be used afterwards. */
export async function openPdf(data: Uint8Array): Promise<{ readonly pages: readonly PdfPage[]; close(): void }> {
  const task = getDocument({ data, enableXfa: false, disableFontFace: false, useSystemFonts: false });
  const pdf = await task.promise;
  const numbers = Array.from({ length: pdf.numPages }, (_, i) => i + 1);
  let open = true;
  const isOpen = () => open;
  const pages = await Promise.all(numbers.map(async (number) => asPage(await pdf.getPage(number), isOpen)));
  return {
    pages,
    close() {
      open = false;
      void task.destroy();
    },
  };
}
