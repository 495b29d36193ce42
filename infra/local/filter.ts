import { stop } from './stop.ts'

type Test = (value: unknown) => boolean
/** Whether an object passes; `undefined` stands for a missing leaf. */
export type Filter = (record: unknown) => boolean

/** An event filter pattern of Lambda, with the operators that its documentation has for text and presence. */
const operators: Record<string, (argument: unknown) => Test> = {
  exists: (wanted) => (value) => (value !== undefined) === wanted,
  prefix: (prefix) => (value) => typeof value === 'string' && value.startsWith(String(prefix)),
  suffix: (suffix) => (value) => typeof value === 'string' && value.endsWith(String(suffix)),
  'anything-but': (others) => (value) => value !== undefined && ![others].flat().includes(value),
}

export function readFilter(owner: string, patterns: string[]): Filter {
  const filters = patterns.map((pattern) => compile(owner, JSON.parse(pattern)))
  return (record) => filters.length === 0 || filters.some((filter) => filter(record))
}

function compile(owner: string, pattern: unknown): Test {
  if (Array.isArray(pattern)) {
    const tests = pattern.map((one) => leaf(owner, one))
    // `exists` asks for a leaf: an object in its place is not one
    // one of a list's values is enough
    return (value) => !isObject(value) && [value].flat().some((each) => tests.some((test) => test(each)))
  }
  if (!isObject(pattern))
    return stop(`The filter of ${owner} has ${JSON.stringify(pattern)} where a list or an object is expected.`)
  const tests = Object.entries(pattern).map(([key, part]) => ({ key, test: compile(owner, part) }))
  return (value) => tests.every(({ key, test }) => test(isObject(value) ? value[key] : undefined))
}

function leaf(owner: string, one: unknown): Test {
  if (!isObject(one)) return (value) => value === one
  const [name = '', argument] = Object.entries(one)[0] ?? []
  const operator = operators[name]
  if (!operator)
    return stop(
      `The filter of ${owner} uses "${name}"; the local environment knows ${Object.keys(operators).join(', ')}.`,
    )
  return operator(argument)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
