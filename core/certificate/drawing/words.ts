/** Text in both languages, as all pages have it. */

/** One text in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** The Chinese text and the English one. */
export const words = (zh: string, en: string): Words => ({ zh, en });
