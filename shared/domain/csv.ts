import { Problem } from './errors.ts'

const delimiters = [',', ';', '\t']

/**
 * RFC 4180: quoted cells, doubled quotes, any line ending; empty lines are left out. The delimiter is the first of
 * comma, semicolon and tab that stands in the header, because spreadsheets write the one of their country.
 */
export function parseCsv(text: string): string[][] {
  const delimiter = delimiters.find((d) => text.split(/[\r\n]/, 1)[0]?.includes(d)) ?? ','
  const rows: string[][] = [[]]
  let line = 1
  let at = 0
  const cell = (value: string) => rows.at(-1)?.push(value)
  while (at < text.length) {
    if (text[at] === '"') {
      const end = endOfQuoted(text, at, line)
      const quoted = text.slice(at + 1, end)
      cell(quoted.replaceAll('""', '"'))
      line += quoted.split(/\r\n|\r|\n/).length - 1
      at = end + 1
    } else {
      const end = nextOf(text, at, delimiter)
      const plain = text.slice(at, end)
      if (plain.includes('"')) throw broken(line, 'a quote stands inside a cell that does not begin with one')
      cell(plain)
      at = end
    }
    if (at >= text.length) break
    if (text[at] === delimiter) {
      at += 1
      if (at === text.length || /[\r\n]/.test(text[at] ?? '')) cell('')
    } else if (!/[\r\n]/.test(text[at] ?? '')) throw broken(line, 'something follows the quote that ends a cell')
    while (/[\r\n]/.test(text[at] ?? '')) {
      at += text.startsWith('\r\n', at) ? 2 : 1
      line += 1
      if (rows.at(-1)?.length) rows.push([])
    }
  }
  return rows.filter((row) => row.some((value) => value.trim() !== ''))
}

function endOfQuoted(text: string, start: number, line: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '"') continue
    if (text[at + 1] !== '"') return at
    at += 1
  }
  throw broken(line, 'a quote opens a cell and none closes it')
}

function nextOf(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at++) if (text[at] === delimiter || /[\r\n]/.test(text[at] ?? '')) return at
  return text.length
}

const broken = (line: number, what: string) =>
  new Problem('validation-failed', `The CSV cannot be read: in line ${line} ${what}.`)

const formula = /^\s*(?:['’]?\s*[=+\-@＝＋－＠\t\r])+\s*/

/** Text of a cell without what would make a spreadsheet run it: a formula's beginning, or the quote that disarms one. */
export const withoutFormula = (cell: string): string => cell.replace(formula, '').trim()

export const beginsFormula = (cell: string): boolean => formula.test(cell)
