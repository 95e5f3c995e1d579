/** Pictures of what the window shows, by size, enlargement and colours; each is measured too. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Language } from '../../electron/api.ts';
import { projectRoot } from '../../scripts/lib/project.ts';
import { seriousFindings, whenDrawn, whenStill } from './axe.ts';
import type { LaunchedApp } from './launch.ts';
import { layoutFaults, picture, resize, type Size } from './layout.ts';

/** One way to look at the window. */
export interface Look extends Size {
  readonly colours: 'light' | 'dark';
}

const FIRST: Look = { width: 1360, height: 860, zoom: 1, colours: 'light' };
/** The first size, a small laptop, the least size. */
const SIZES = [FIRST, { width: 1024, height: 700 }, { width: 960, height: 640 }] as const;

/** Every size as it is and twice as large, light and dark. */
const EVERY_LOOK: readonly Look[] = SIZES.flatMap(({ width, height }) =>
  [1, 2].flatMap((zoom) => (['light', 'dark'] as const).map((colours) => ({ width, height, zoom, colours }))),
);

/** Each size, each enlargement and both colours, without every combination of them. */
const USUAL_LOOKS: readonly Look[] = [
  FIRST,
  { width: 1024, height: 700, zoom: 1, colours: 'dark' },
  { width: 960, height: 640, zoom: 1, colours: 'light' },
  { width: 1024, height: 700, zoom: 2, colours: 'light' },
  { width: 1024, height: 700, zoom: 2, colours: 'dark' },
];

const label = ({ width, height, zoom, colours }: Look) => `${width}x${height} ${zoom * 100} % ${colours}`;

/** What `NOTARY_PICTURES` asks for: every combination, only that the days go through, or what a label has, like `200 % dark`. */
function looksFor(asked: string): readonly Look[] {
  if (asked === '') return USUAL_LOOKS;
  if (asked === 'first') return [FIRST];
  const looks = EVERY_LOOK.filter((look) => asked === 'all' || label(look).includes(asked));
  if (looks.length === 0)
    throw new Error(`NOTARY_PICTURES: no look is ${asked}. They are:\n${EVERY_LOOK.map(label).join('\n')}`);
  return looks;
}

/** What is shown only for a moment, like a menu: brought before each picture, and put away after it. */
export interface Passing {
  bring(): Promise<void>;
  putAway(): Promise<void>;
}

/** The pictures of one language, numbered as they were taken, in `artefacts/pictures/<language>`. */
export class Gallery {
  readonly #folder: string;
  readonly #looks = looksFor(process.env.NOTARY_PICTURES ?? '');
  #taken = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(language: Language): Promise<Gallery> {
    const folder = join(projectRoot, 'artefacts/pictures', language);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    return new Gallery(folder);
  }

  /** Takes a picture of every look; what lies over each other, sticks out or is not legible fails the test. */
  async show(desk: LaunchedApp, name: string, passing?: Passing): Promise<void> {
    this.#taken += 1;
    const number = String(this.#taken).padStart(2, '0');
    for (const look of this.#looks) {
      await this.#dress(desk, look);
      await passing?.bring();
      await whenStill(desk.window);
      await whenDrawn(desk.window);
      await writeFile(join(this.#folder, `${number} ${name} ${label(look)}.png`), await picture(desk));
      expect.soft(await layoutFaults(desk.window), `${name}, ${label(look)}`).toEqual([]);
      if (look.zoom === 1) expect.soft(await seriousFindings(desk.window), `${name}, ${label(look)}`).toEqual([]);
      await passing?.putAway();
    }
    await this.#dress(desk, FIRST);
  }

  async #dress(desk: LaunchedApp, look: Look): Promise<void> {
    await desk.window.emulateMedia({ colorScheme: look.colours, reducedMotion: 'reduce' });
    await resize(desk, look);
  }
}
