import { createHash } from 'node:crypto'

/** JSON with sorted keys and without undefined, so that equal values always give equal bytes. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((v) => canonical(v ?? null)).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
  }
  return JSON.stringify(value)
}

/** Whether a value that was sent differs from what is there. Saving what does not differ writes nothing. */
export const differs = <T extends object>(before: T, sent: { [K in keyof T]?: T[K] | undefined }): boolean =>
  canonical({ ...before, ...sent }) !== canonical(before)

/** SHA-256 as base64url, 43 characters. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')
