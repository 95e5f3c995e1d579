/** An English window brings its own Latin face: on a system with Chinese faces only, quotation marks would be as wide as a character. */
import { describe, expect } from 'vitest';
import { useTheatre } from './play.ts';

const scene = useTheatre();

describe('the Latin face', () => {
  scene(
    'is there in both weights, draws narrow quotation marks, and comes before every Chinese face',
    { language: 'en' },
    async ({ page }) => {
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      const seen = await page.evaluate(async () => {
        const widths = await Promise.all(
          ['14px', 'bold 14px'].map(async (size) => {
            const faces = await document.fonts.load(`${size} "Notary Latin"`, '“');
            const context = document.createElement('canvas').getContext('2d');
            if (context === null || faces.length !== 1) return null;
            context.font = `${size} "Notary Latin"`;
            return context.measureText('“').width;
          }),
        );
        const family = getComputedStyle(document.body).fontFamily;
        return { widths, first: family.indexOf('Notary Latin'), chinese: family.indexOf('Noto Sans SC') };
      });
      expect(seen.widths.every((width) => width !== null && width > 3 && width < 9)).toBe(true);
      expect(seen.first).toBeGreaterThan(0);
      expect(seen.first).toBeLessThan(seen.chinese);
    },
  );
});
