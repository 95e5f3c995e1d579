import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { TEMPLATE_FONTS } from '../../core/formats/template.ts';
import { packageFolder, Trouble } from '../lib/project.ts';

/** Sources of the fonts of certificates: files of packages, and their licences. */
const sources = [
  {
    name: '@expo-google-fonts/noto-sans-sc',
    licence: 'LICENSE_FONT',
    files: ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'],
  },
  {
    name: '@expo-google-fonts/noto-sans',
    licence: 'LICENSE_FONT',
    files: ['400Regular/NotoSans_400Regular.ttf', '700Bold/NotoSans_700Bold.ttf'],
  },
  {
    name: '@expo-google-fonts/noto-sans-mono',
    licence: 'LICENSE_FONT',
    files: ['400Regular/NotoSansMono_400Regular.ttf'],
  },
  { name: 'node-source-han-sans-sc', licence: 'LICENSE', files: ['SourceHanSansSC-Regular.otf'] },
] as const;

/**
 * Copies the fonts of the page template into a folder, with their licences. Throws {@link Trouble} if one is not the
 * font that the template pins, because pages would then differ from those of other machines.
 */
export async function copyFonts(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const licences: string[] = [];
  const copied = new Map<string, string>();
  for (const { name, files, licence } of sources) {
    for (const file of files) copied.set(basename(file), await copyFont(join(packageFolder(name), file), folder));
    const text = await readFile(join(packageFolder(name), licence), 'utf8');
    licences.push(`${files.map((file) => basename(file)).join(', ')}\n\n${text.trim()}\n`);
  }
  for (const { file, sha256 } of Object.values(TEMPLATE_FONTS))
    if (copied.get(file) !== sha256) throw new Trouble(`${file} is not the font that the page template pins.`);
  await writeFile(join(folder, 'LICENSES.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`));
}

async function copyFont(source: string, folder: string): Promise<string> {
  await copyFile(source, join(folder, basename(source)));
  return createHash('sha256')
    .update(await readFile(source))
    .digest('hex');
}
