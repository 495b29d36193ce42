import { describe, expect, test } from 'vitest'
import { fillPage } from '../../shared/use-cases/fill-page.ts'

/** A table of numbered rows and a filter; notes how many rows each query looked at. */
function tableOf(rows: number, passes: (row: number) => boolean) {
  const asked: number[] = []
  const ask = async (limit: number, after: string | undefined) => {
    asked.push(limit)
    const start = after === undefined ? 0 : Number(after) + 1
    const read = Array.from({ length: rows }, (_, n) => n).slice(start, start + limit)
    const last = read.at(-1)
    return { items: read.filter(passes), after: last === undefined || last === rows - 1 ? undefined : String(last) }
  }
  return { asked, ask }
}

const every = () => true

/** All pages, one after the other. */
async function walk(rows: number, passes: (row: number) => boolean, limit: number) {
  const pages: number[][] = []
  let after: string | undefined
  do {
    const table = tableOf(rows, passes)
    const page = await fillPage({ limit, after, filtered: true }, table.ask, String)
    expect(table.asked.length).toBeLessThanOrEqual(4)
    pages.push(page.items)
    after = page.after
  } while (after !== undefined)
  return pages
}

describe('a page of a list', () => {
  test('without a filter reads just what it shows', async () => {
    const { asked, ask } = tableOf(100, every)
    expect(await fillPage({ limit: 25 }, ask, String)).toMatchObject({ after: '24' })
    expect(asked).toEqual([25])
  })

  test('asks for what is missing, four times at most, and then says where to go on', async () => {
    const { asked, ask } = tableOf(1000, (row) => row === 999)
    expect(await fillPage({ limit: 25, filtered: true }, ask, String)).toEqual({ items: [], after: '399' })
    expect(asked).toEqual([100, 100, 100, 100])
  })

  test('is full after one query where a filter leaves enough, and goes on right behind its last row', async () => {
    const { asked, ask } = tableOf(1000, (row) => row % 3 === 0)
    const page = await fillPage({ limit: 5, filtered: true }, ask, String)
    expect(page).toEqual({ items: [0, 3, 6, 9, 12], after: '12' })
    expect(asked).toEqual([100])
  })

  test.each([
    [1, 1000, 7],
    [2, 250, 25],
    [5, 400, 100],
    [97, 900, 3],
  ])('leaves no row out and shows none twice: every %i. of %i rows, %i a page', async (nth, rows, limit) => {
    const wanted = Array.from({ length: rows }, (_, n) => n).filter((n) => n % nth === 0)
    const pages = await walk(rows, (row) => row % nth === 0, limit)
    expect(pages.flat()).toEqual(wanted)
    expect(pages.every((page) => page.length <= limit)).toBe(true)
  })

  test('ends where the table ends, with the last row in its place', async () => {
    expect(await walk(100, every, 100)).toEqual([Array.from({ length: 100 }, (_, n) => n)])
    expect((await walk(100, every, 50)).map((page) => page.length)).toEqual([50, 50])
  })
})
