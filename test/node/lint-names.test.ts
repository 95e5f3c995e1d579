/** Names that sticks, network disks and downloads bring along. */
import { describe, expect, it } from 'vitest';
import { isClutterFolder } from '../../core/documents/clutter.ts';
import { lintName } from '../../core/node/lint/name.ts';

const codes = (name: string) => lintName(name).map(({ code }) => code);

describe('a name', () => {
  it.each(['fdmdownload', 'weiyun', 'tdl', 'qqdl', 'td.cfg', 'xltd.cfg', 'baiduyun.uploading.cfg'])(
    'of a download that is not finished: %s',
    (ending) => {
      expect(codes(`合同.pdf.${ending}`)).toEqual(['downloading']);
    },
  );

  it.each([
    ...['autorun.inf', 'WPSettings.dat', '.metadata_never_index', 'desktop.ini:x', 'Thumbs.db:encryptable', 'x.dwl'],
    ...['x.dwl2', 'x.laccdb', '.a.txt.swp', '~WRD0001.doc', '.dropbox'],
  ])('of what programs leave: %s', (name) => {
    expect(codes(name)).toEqual(['clutter']);
  });

  it.each(['~WRD.doc', 'desktop.ini.txt', 'a.swp', 'dwl', 'list.cfg', 'a.baiduyun.pdf'])(
    'of a document: %s',
    (name) => {
      expect(codes(name)).toEqual([]);
    },
  );

  it.each(['@Recycle', 'LOST.DIR', 'FOUND.000', '.stfolder'])('of a folder that is left out: %s', (name) => {
    expect(isClutterFolder(name)).toBe(true);
  });
});
