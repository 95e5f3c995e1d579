import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { packageFolder } from '../lib/project.ts';

/** Fonts of the certificate's page, with their licences, as [package, file]. */
const fontFiles: readonly (readonly [name: string, file: string])[] = [
  ['@expo-google-fonts/noto-sans-sc', '400Regular/NotoSansSC_400Regular.ttf'],
  ['@expo-google-fonts/noto-sans', '400Regular/NotoSans_400Regular.ttf'],
  ['node-source-han-sans-sc', 'SourceHanSansSC-Regular.otf'],
];

/** Copies the fonts into a folder under their own names. */
export async function copyFonts(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, file] of fontFiles) await copyFile(join(packageFolder(name), file), join(folder, basename(file)));
}
