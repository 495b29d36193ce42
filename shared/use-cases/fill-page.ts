const maxQueries = 4

export interface Page<T> {
  items: T[]
  /** where the next page begins; undefined at the end */
  after: string | undefined
}

/** Asks for more while a filter leaves the page short, at most four times: then the page is short and says where to go on. */
export async function fillPage<T>(
  limit: number,
  start: string | undefined,
  ask: (limit: number, after: string | undefined) => Promise<Page<T>>,
): Promise<Page<T>> {
  const items: T[] = []
  let after = start
  for (let queries = 0; queries < maxQueries; queries++) {
    const page = await ask(limit - items.length, after)
    items.push(...page.items)
    after = page.after
    if (after === undefined || items.length >= limit) break
  }
  return { items, after }
}
