/** Names in what is handed over: each can be unpacked on Windows, by the rules that Windows states. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctNames, entryName } from '../../core/handover/entry-name.ts';

describe('entryName', () => {
  it.each([
    ['合同.pdf', '合同.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['nul', '_nul'],
    ['com1.tar.gz', '_com1.tar.gz'],
    ['LPT¹.txt', '_LPT¹.txt'],
    ['LPT\u00b3', '_LPT\u00b3'],
    ['com0.txt', '_com0.txt'],
    ['aux .pdf', '_aux .pdf'],
    ['nul\u00a0', '_nul'],
    ['NUL\u00a0.pdf', '_NUL\u00a0.pdf'],
    ['CLOCK$', '_CLOCK$'],
    ['conin$.txt', '_conin$.txt'],
    ['CONOUT$', '_CONOUT$'],
    ['Desktop.ini', '_Desktop.ini'],
    ['autorun.inf', '_autorun.inf'],
    ['Thumbs.db', '_Thumbs.db'],
    ['desktop.ini.pdf', 'desktop.ini.pdf'],
    ['clock.pdf', 'clock.pdf'],
    ['conto.pdf', 'conto.pdf'],
    ['a.pdf. .', 'a.pdf'],
    ['trailing ', 'trailing'],
    ['trailing.\u3000', 'trailing'],
    [`${'a'.repeat(199)} b`, 'a'.repeat(199)],
    ['a\u0007b\u202efdp.exe', 'a_b_fdp.exe'],
    ['a/b\\c:d*e?f"g<h>i|.pdf', 'a_b_c_d_e_f_g_h_i_.pdf'],
    ['..', 'document'],
    ['', 'document'],
    ['.hidden', '_hidden'],
    [`${'长'.repeat(200)}.pdf`, `${'长'.repeat(65)}.pdf`],
  ])('%j', (name, expected) => {
    expect(entryName(name)).toBe(expected);
  });

  it('gives for any text a name that Windows takes, and the same again for that', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const name = entryName(text);
        expect(name).not.toBe('');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there
        expect(name).not.toMatch(/[\\/:*?"<>|\x00-\x1f]|[.\s]$/);
        expect(name).not.toMatch(/^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(?:\.|$)/i);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(201);
        expect(entryName(name)).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('distinctNames', () => {
  it('numbers what only differs in capitals', () => {
    expect(distinctNames(['a.pdf', 'A.PDF', '1/a.pdf', 'a (2).pdf', 'a.pdf'])).toEqual([
      'a.pdf',
      'A (2).PDF',
      '1/a.pdf',
      'a (2) (2).pdf',
      'a (3).pdf',
    ]);
    expect(distinctNames(['\u017f.pdf', 's.pdf', '\u03c3\u03c2', '\u03c3\u03c3'])).toEqual([
      '\u017f.pdf',
      's (2).pdf',
      '\u03c3\u03c2',
      '\u03c3\u03c3 (2)',
    ]);
  });
});
