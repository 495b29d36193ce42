import fc from 'fast-check'

const { SEED, RUNS } = process.env

/** Holds a property by random examples. A failure prints its seed: `SEED=<seed> npm test` runs the same ones again. */
export function holds<T>(property: fc.IProperty<T>): void {
  fc.assert(property, { numRuns: Number(RUNS ?? 200), ...(SEED && { seed: Number(SEED) }) })
}
