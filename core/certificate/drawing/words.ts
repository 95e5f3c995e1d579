/** Text in both languages, used by all pages. */

/** One text in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** The Chinese text and the English one. */
export const words = (zh: string, en: string): Words => ({ zh, en });
