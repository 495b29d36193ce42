import type { Terms } from '../domain/admin-privileges.ts'
import type { Complete, Only } from '../domain/every-field.ts'

const encode = (asked: Terms, { roles, duration, autoExtend }: Only<Terms, 'roles' | 'duration' | 'autoExtend'>) => {
  const bits = asked.roles.reduce((sum, role, i) => sum + (roles.includes(role) ? 2 ** i : 0), 0)
  return `${bits}.${duration.slice(1, -1)}.${autoExtend === 'P180D' ? 1 : 0}`
}

/**
 * What was granted of what was asked, as text of at most eleven bytes: one bit for each asked role, in their order, then the
 * days and whether they extend, as `5.730.1`. Empty where nothing was granted, undefined where all was.
 */
export function encodeGranted(asked: Terms | null, granted: Terms | null | undefined): string | undefined {
  if (granted === undefined || !asked) return undefined
  if (granted === null) return ''
  const more = granted.roles.filter((role) => !asked.roles.includes(role))
  if (more.length > 0) throw new Error(`${more.join(', ')} was granted and not asked for (${asked.roles.join(', ')})`)
  const text = encode(asked, granted)
  return text === encode(asked, asked) ? undefined : text
}

export function decodeGranted(asked: Terms | null, text: string | undefined): Terms | null | undefined {
  if (text === undefined || !asked) return undefined
  if (text === '') return null
  const [, bits, days, extension] = /^(\d+)\.(\d+)\.([01])$/.exec(text) ?? []
  if (bits === undefined) throw new Error(`"${text}" does not tell what was granted; expected is e.g. "5.730.1"`)
  return {
    roles: asked.roles.filter((_, i) => Math.floor(Number(bits) / 2 ** i) % 2 === 1),
    duration: `P${days}D`,
    autoExtend: extension === '1' ? 'P180D' : 'PT0S',
  } satisfies Complete<Terms>
}
