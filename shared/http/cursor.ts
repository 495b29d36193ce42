import * as z from 'zod'
import { Problem } from '../domain/errors.ts'
import { type KeyRing, seal, unseal } from '../domain/link.ts'

const positionSchema = z.union([z.string(), z.number()])

/** Cursors are sealed for one list of one tenant: another's, or an edited one, is refused. */
export const sealCursor = (ring: KeyRing, scope: string, position: string | number | undefined): string | null =>
  position === undefined ? null : seal(ring, 'cursor', scope, position)

export function unsealCursor(ring: KeyRing, scope: string, cursor: string | undefined): string | number | undefined {
  if (cursor === undefined) return undefined
  const position = positionSchema.safeParse(unseal(ring, 'cursor', scope, cursor))
  if (!position.success)
    throw new Problem('bad-cursor', 'The cursor is not one that this list gave to you. Start again without it.')
  return position.data
}
