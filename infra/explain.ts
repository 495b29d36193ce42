import type * as z from 'zod'

const show = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

const at = (value: unknown, path: readonly PropertyKey[]) =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value)

const expectation = (message: string) =>
  message.match(/expected .+?(?=, received|$)/)?.[0] ?? message.replace(/^Invalid (.*)$/, 'expected a valid $1')

/** The paths that an issue is about, each with what is expected there. */
const complaints = (issue: z.core.$ZodIssue): [PropertyKey[], string][] => {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => [[...issue.path, key], 'expected no such key (infra/config.ts lists them all)'])
  const messages = issue.code === 'invalid_key' ? issue.issues.map((inner) => inner.message) : [issue.message]
  return messages.map((message) => [issue.path, expectation(message)])
}

/** One line for each thing that is wrong: the path of its key, what was got and what is expected. */
export const explain = (error: z.ZodError, input: unknown, root: string[] = []) =>
  error.issues
    .flatMap(complaints)
    .map(([path, expected]) => `  ${[...root, ...path].join('.')}: got ${show(at(input, path))}, ${expected}`)
    .join('\n')
