/** Ends the start with one sentence for the reader: what was got, what is expected, what to do. */
export const stop = (sentence: string): never => {
  throw Object.assign(new Error(sentence), { name: 'Stop' })
}

/** Prints why the start ended; a stack only for what nobody foresaw. */
export const explain = (error: unknown) => {
  const known = error instanceof Error && error.name === 'Stop'
  console.error(known ? error.message : error)
}
