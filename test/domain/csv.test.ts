import { describe, expect, test } from 'vitest'
import { beginsFormula, parseCsv, withoutFormula } from '../../shared/domain/csv.ts'

describe('CSV', () => {
  test.each([
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\n1,5;2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\n"1,""x""",2',
      [
        ['a', 'b'],
        ['1,"x"', '2'],
      ],
    ],
    [
      'a,b\n"two\nlines",2',
      [
        ['a', 'b'],
        ['two\nlines', '2'],
      ],
    ],
    ['a,b\n"",\n', [['a', 'b']]],
    [
      'a,b\n,2',
      [
        ['a', 'b'],
        ['', '2'],
      ],
    ],
    [
      'a,b\n1,',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    [
      'a,b\n\n\n1,2\n\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a\n1\n2', [['a'], ['1'], ['2']]],
    ['', []],
  ])('%j is read as %j', (text, rows) => {
    expect(parseCsv(text)).toEqual(rows)
  })

  test.each([
    ['a,b\n"1,2', 'in line 2 a quote opens a cell and none closes it'],
    ['a,b\n"x\ny",1\n"z', 'in line 4 a quote opens'],
    ['a,b\n1"2,3', 'in line 2 a quote stands inside'],
    ['a,b\n"1"2,3', 'in line 2 something follows the quote'],
  ])('%j is refused, and the line named', (text, sentence) => {
    expect(() => parseCsv(text)).toThrow(sentence)
  })

  test.each([
    ['=HYPERLINK("http://x")', 'HYPERLINK("http://x")'],
    ['+90 212', '90 212'],
    ['-1+1', '1+1'],
    ['@SUM(A1)', 'SUM(A1)'],
    ["'=1+1", '1+1'],
    [' \t=1', '1'],
    ['=+-@x', 'x'],
    ['＝1', '1'],
    ["'t Hooft", "'t Hooft"],
    ['Contoso - AE', 'Contoso - AE'],
    ['Şirket', 'Şirket'],
  ])('the cell %j runs nothing: %j', (cell, clean) => {
    expect(withoutFormula(cell)).toBe(clean)
    expect(beginsFormula(withoutFormula(cell))).toBe(false)
  })
})
