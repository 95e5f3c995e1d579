/** Quotation marks in CSV: blanks behind them, cells that nothing closes, and what may stand inside of those. */
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../core/node/table/csv.ts';

const read = (text: string) =>
  readCsv(Buffer.from(text), { rows: 100, columns: 10 }).map(({ row, cells }) => [
    row,
    ...(cells.every((cell) => typeof cell === 'string') ? cells : ['open']),
  ]);

describe('a quotation mark', () => {
  it.each([
    [
      'a,"x" ,1\nb,y,2\n',
      [
        [1, 'a', 'x', '1'],
        [2, 'b', 'y', '2'],
      ],
    ],
    [
      '1,a,"x"  \r\n2,b,y\r\n',
      [
        [1, '1', 'a', 'x'],
        [2, '2', 'b', 'y'],
      ],
    ],
    ['a,1,"x"\t', [[1, 'a', '1', 'x']]],
    [
      'a\t"x" \t1\nb\t"y"\t2\n',
      [
        [1, 'a', 'x', '1'],
        [2, 'b', 'y', '2'],
      ],
    ],
    ['a,"x" y,1\n', [[1, 'a', '"x" y', '1']]],
  ])('and blanks close a cell: %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('and blanks close a cell of several lines', () => {
    expect(read('file,title,no\na,"two\nlines" ,1\nb,y,"2" \nc,z,3')).toEqual([
      [1, 'file', 'title', 'no'],
      [2, 'a', 'two\nlines', '1'],
      [3, 'b', 'y', '2'],
      [4, 'c', 'z', '3'],
    ]);
  });

  it('that closes nothing leaves no row from the inside of its cell', () => {
    expect(read('file,title,no\na,"one\nb,x,2\nend"junk,3\nc,z,4\n')).toEqual([
      [1, 'file', 'title', 'no'],
      [2, 'open'],
      [3, 'open'],
      [4, 'open'],
      [5, 'c', 'z', '4'],
    ]);
  });

  it('that is never closed leaves only rows that fit the heads', () => {
    expect(read('file,title,no\na,"one\nb,9\n\nc,z,4\nd\ne,"y",5\n')).toEqual([
      [1, 'file', 'title', 'no'],
      [2, 'open'],
      [3, 'open'],
      [4, ''],
      [5, 'c', 'z', '4'],
      [6, 'open'],
      [7, 'e', 'y', '5'],
    ]);
  });

  it('in a table without open ones leaves rows of other lengths as they are', () => {
    expect(read('file,title,no\na\nb,"x"\n')).toEqual([
      [1, 'file', 'title', 'no'],
      [2, 'a'],
      [3, 'b', 'x'],
    ]);
  });
});
