/** Reads a table that people can read: a head line of columns, then a row name and one word per column. */
export function gridCells(text: string): { row: string; column: string; cell: string }[] {
  const [head = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return rows.flatMap(([row = '', ...cells]) => {
    if (cells.length !== head.length) throw new Error(`${row}: ${cells.length} cells, ${head.length} columns expected`)
    return cells.map((cell, i) => ({ row, column: head[i] ?? '', cell }))
  })
}
