import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { type Cloud, cloudIds } from '../domain/cloud.ts'
import { type AcceptingRoles, withDecidingRoles } from '../domain/deciding.ts'
import type { KeyRing } from '../domain/link.ts'
import { appRoles, type Member } from '../domain/people.ts'
import { decryptCookie, encryptCookie } from './cookies.ts'

// claims are as old as the session: within the hour a role that was taken away is noticed
const sessionSeconds = 3600

const memberSchema = z.object({
  cloud: z.enum(cloudIds),
  tenantId: z.string(),
  userId: z.string(),
  name: z.string(),
  signInName: z.string(),
  country: z.string().optional(),
  appRoles: z.array(z.enum(appRoles)),
  directoryRoles: z.array(z.string()).optional(),
  eligibleRoles: z.array(z.string()).optional(),
  membership: z.enum(['member', 'guest', 'unknown']),
})

/** The session cookie holds who signed in, never a token, and of the directory roles only those that let a person decide. */
export const sessionCookie = (ring: KeyRing, member: Member, acceptingRoles: AcceptingRoles): Promise<string> =>
  encryptCookie(ring, 'session', withDecidingRoles(member, acceptingRoles), sessionSeconds)

/** Who is signed in to the portal of that cloud: a session of another cloud counts for nothing there. */
export async function sessionOf(
  ring: KeyRing,
  cookies: readonly string[] | undefined,
  cloud: Cloud,
): Promise<Member | undefined> {
  const value = memberSchema.safeParse(await decryptCookie(ring, 'session', cookies))
  return value.success && value.data.cloud === cloud ? value.data : undefined
}

/** The token that every form carries: a keyed hash of the browser's `visit` cookie. */
export function formToken(ring: KeyRing, visit: string): string {
  const key = ring.keys.get(ring.current)
  if (!key) throw new Error(`key ${ring.current} is not in the ring`)
  return createHmac('sha256', key.session).update(`form\0${visit}`).digest('base64url')
}

export function isFormToken(ring: KeyRing, visit: string | undefined, token: unknown): boolean {
  if (!visit || typeof token !== 'string') return false
  const given = Buffer.from(token)
  return [...ring.keys.keys()].some((current) => {
    const expected = Buffer.from(formToken({ ...ring, current }, visit))
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}
