import { EncryptJWT, jwtDecrypt } from 'jose'
import type { KeyRing } from '../domain/link.ts'

/** Our cookies. All are `__Host-`: Secure, of this host only, for every path. */
export type CookieName = 'session' | 'sign-in' | 'invitation' | 'remark' | 'visit' | 'language'

const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax'

export const setCookie = (name: CookieName, value: string, maxAgeSeconds: number): string =>
  `__Host-${name}=${value}; Max-Age=${maxAgeSeconds}; ${attributes}`

/** Browsers drop a cookie of more than 4096 bytes without a word. */
export const fitsBrowser = (cookie: string): boolean => Buffer.byteLength(cookie) <= 4096

export const dropCookie = (name: CookieName): string => setCookie(name, '', 0)

/** API Gateway hands cookies over as `name=value` texts. */
export function cookieIn(cookies: readonly string[] | undefined, name: CookieName): string | undefined {
  const prefix = `__Host-${name}=`
  return cookies?.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length)
}

/** Encrypts a small value for ourselves; `name` is part of it, so one cookie never passes for another. */
export async function encryptCookie(ring: KeyRing, name: CookieName, value: unknown, seconds: number): Promise<string> {
  const key = ring.keys.get(ring.current)
  if (!key) throw new Error(`key ${ring.current} is not in the ring`)
  const token = await new EncryptJWT({ value })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: String(ring.current) })
    .setAudience(name)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .encrypt(key.session)
  return setCookie(name, token, seconds)
}

/** What `encryptCookie` put in; undefined for an absent, old or foreign one. */
export async function decryptCookie(
  ring: KeyRing,
  name: CookieName,
  cookies: readonly string[] | undefined,
): Promise<unknown> {
  const token = cookieIn(cookies, name)
  if (!token) return undefined
  try {
    const { payload } = await jwtDecrypt(
      token,
      ({ kid }) => {
        const key = ring.keys.get(Number(kid))
        if (!key) throw new Error('unknown key')
        return key.session
      },
      { audience: name, keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] },
    )
    return payload.value
  } catch {
    return undefined
  }
}
