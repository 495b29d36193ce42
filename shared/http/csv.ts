import { CsvError, type CsvErrorCode, parse } from 'csv-parse/sync'
import { Problem } from '../domain/errors.ts'

/** Each column with the place of its cells in a row's JSON body, and the column that must be there. */
export interface CsvRules {
  columns: Readonly<Record<string, readonly [string] | readonly [string, string]>>
  needs: string
}

const delimiters = [',', ';', '\t']

const sentences: Partial<Record<CsvErrorCode, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote opens a cell and none closes it',
  INVALID_OPENING_QUOTE:
    'a cell has a quote but does not begin with one. Put the cell in quotes and double those in it',
  CSV_INVALID_CLOSING_QUOTE: 'text follows the quote that ends a cell. Double the quotes inside a cell',
}

/** Cells line by line, as typed. Empty lines are left out; a first line `sep=;` names the delimiter. */
function cellsOf(text: string): string[][] {
  const sep = /^"?sep=([^\w\s"]|\t)"?(?=[\r\n]|$)/i.exec(text)?.[1]
  const header = text.split(/[\r\n]/, 1)[0] ?? ''
  try {
    return parse(text, {
      // without sep=, the first that the header has: spreadsheets write the delimiter of their country
      delimiter: sep ?? delimiters.find((one) => header.includes(one)) ?? ',',
      from_line: sep ? 2 : 1,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const what = sentences[error.code] ?? 'the line is not CSV'
    throw new Problem('validation-failed', `The CSV cannot be read: in line ${error.lines} ${what}.`)
  }
}

const withoutEmptyEnd = (cells: readonly string[]) =>
  cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1)

/** Rows of a CSV with a header, as the JSON body would have them. An empty cell is a field left out. */
export function rowsOfCsv(text: string, rules: CsvRules): { rows: unknown[] } {
  const [header = [], ...lines] = cellsOf(text)
  const names = columnNames(withoutEmptyEnd(header), rules)
  return { rows: lines.map((cells) => rowOf(names, withoutEmptyEnd(cells), rules)) }
}

function columnNames(header: readonly string[], { columns, needs }: CsvRules): string[] {
  const known = Object.keys(columns)
  const refuse = (what: string) =>
    new Problem('validation-failed', `${what} The first line names the columns: ${known.join(', ')}.`)
  const names = header.map((cell, i) => {
    const typed = cell.trim()
    const name = known.find((one) => one.toLowerCase() === typed.toLowerCase())
    if (!name)
      throw refuse(typed ? `The CSV column "${typed.slice(0, 40)}" is not known.` : `CSV column ${i + 1} has no name.`)
    return name
  })
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice) throw refuse(`The CSV has the column ${twice} twice.`)
  if (!names.includes(needs)) throw refuse(`The CSV has no column ${needs}.`)
  return names
}

function rowOf(names: readonly string[], cells: readonly string[], { columns }: CsvRules): unknown {
  const row: Record<string, string | Record<string, string>> = {}
  for (const [i, cell] of cells.entries()) {
    const value = cell.trim()
    if (value === '') continue
    // a cell beyond the header becomes an unknown field, which the row is refused for
    const [group, field] = columns[names[i] ?? ''] ?? [`column ${i + 1}`]
    const before = row[group]
    if (field === undefined) row[group] = value
    else row[group] = { ...(typeof before === 'object' && before), [field]: value }
  }
  return row
}
