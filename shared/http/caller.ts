import { createRemoteJWKSet, decodeJwt, errors, type JWTPayload, jwtVerify, type RemoteJWKSet } from 'jose'
import * as z from 'zod'
import type { Cloud } from '../domain/cloud.ts'
import { Problem } from '../domain/errors.ts'
import { type AppRole, appRoles, type Member } from '../domain/people.ts'
import { uuid } from '../domain/text.ts'
import { readEnvironment } from '../environment.ts'

const { ISSUERS } = readEnvironment('ISSUERS')
type Issuer = (typeof ISSUERS)[number]

export const algorithms = ['RS256', 'PS256', 'ES256']
export const clockToleranceSeconds = 60

const keySets = new Map<string, RemoteJWKSet>()

// a key set lives as long as the environment; jose fetches it again for unknown keys, at most every 30 seconds
function keySetOf(issuer: Issuer): RemoteJWKSet {
  const known = keySets.get(issuer.jwksUri) ?? createRemoteJWKSet(new URL(issuer.jwksUri))
  keySets.set(issuer.jwksUri, known)
  return known
}

/** Our names for claims; `claims` of an issuer names its own where they differ from Microsoft Entra ID's. */
const entraClaims = {
  tenantId: 'tid',
  userId: 'oid',
  name: 'name',
  signInName: 'preferred_username',
  country: 'tenant_ctry',
  appRoles: 'roles',
  directoryRoles: 'wids',
  // not of Entra ID itself: a custom claims provider may add it
  eligibleRoles: 'eligible_wids',
  account: 'acct',
  identityProvider: 'idp',
} as const

const claim = (payload: JWTPayload, issuer: Issuer, name: keyof typeof entraClaims) =>
  payload[issuer.claims?.[name] ?? entraClaims[name]]

const texts = z.array(z.string())
const countryClaim = z.string().regex(/^[A-Za-z]{2}$/)

function membershipOf(payload: JWTPayload, issuer: Issuer, tenantId: string): Member['membership'] {
  const provider = claim(payload, issuer, 'identityProvider')
  const foreign = provider !== undefined && provider !== payload.iss && !String(provider).includes(tenantId)
  const account = claim(payload, issuer, 'account')
  if (foreign || String(account) === '1') return 'guest'
  return String(account) === '0' ? 'member' : 'unknown'
}

function memberOf(payload: JWTPayload, issuer: Issuer, tenantId: string): Member {
  const roles = texts.safeParse(claim(payload, issuer, 'appRoles'))
  const directoryRoles = texts.safeParse(claim(payload, issuer, 'directoryRoles'))
  const eligibleRoles = texts.safeParse(claim(payload, issuer, 'eligibleRoles'))
  const country = countryClaim.safeParse(claim(payload, issuer, 'country'))
  const signInName = z
    .string()
    .min(1)
    .max(254)
    .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text))
    .safeParse(claim(payload, issuer, 'signInName'))
  const name = z
    .string()
    .min(1)
    .safeParse(claim(payload, issuer, 'name'))
  const userId = uuid.safeParse(claim(payload, issuer, 'userId'))
  if (!userId.success || !signInName.success)
    throw unauthenticated('The access token lacks the user id or the sign-in name.')
  return {
    cloud: issuer.cloud,
    tenantId,
    userId: userId.data,
    // a cut may halve a character, which no table takes
    name:
      name.data
        ?.replaceAll(/\p{Cc}/gu, ' ')
        .slice(0, 64)
        .toWellFormed() ?? signInName.data,
    signInName: signInName.data.toLowerCase(),
    country: country.data?.toUpperCase(),
    appRoles: (roles.data ?? []).filter((role): role is AppRole => (appRoles as readonly string[]).includes(role)),
    directoryRoles: directoryRoles.data?.map((role) => role.toLowerCase()),
    eligibleRoles: eligibleRoles.data?.map((role) => role.toLowerCase()),
    membership: membershipOf(payload, issuer, tenantId),
  }
}

const unauthenticated = (detail: string) => new Problem('unauthenticated', detail)

/** The configured issuer that a token claims to come from; its tenant's id must be the one in the issuer's name. */
function issuerOf(token: string): { issuer: Issuer; tenantId: string; expected: string } {
  let payload: JWTPayload
  try {
    payload = decodeJwt(token)
  } catch {
    throw unauthenticated('The access token is not a JWT.')
  }
  for (const issuer of ISSUERS) {
    const tenantId = uuid.safeParse(claim(payload, issuer, 'tenantId'))
    const expected = tenantId.success ? issuer.issuerTemplate.replace('{tid}', tenantId.data) : undefined
    if (tenantId.success && expected === payload.iss)
      return { issuer, tenantId: tenantId.data, expected: payload.iss as string }
  }
  throw unauthenticated('The access token comes from an issuer that is not accepted here.')
}

/** The issuer, of those that are configured, that an ID token claims to come from. Nothing is verified yet. */
export const issuerOfToken = (token: string): string => issuerOf(token).expected

/** The issuer that a callback has to name in `iss` (RFC 9207), if it names one: of that cloud, and of any tenant. */
export function issuerInCallback(cloud: Cloud, iss: string | null): string {
  const templates = ISSUERS.filter((issuer) => issuer.cloud === cloud).map(({ issuerTemplate }) => issuerTemplate)
  const names = (template: string) => {
    const [before = '', after = ''] = template.split('{tid}')
    const tenantId = uuid.safeParse(iss?.slice(before.length, iss.length - after.length))
    return template === iss || (tenantId.success && template.replace('{tid}', tenantId.data) === iss)
  }
  return iss !== null && templates.some(names) ? iss : (templates[0] ?? cloud)
}

// Microsoft's keys name the issuer that may use them; a key of one tenant must not vouch for another. A token that names
// no key may have been signed by any of them.
function requireKeysOwnIssuer(keys: RemoteJWKSet, kid: string | undefined, expected: string, tenantId: string): void {
  for (const key of keys.jwks()?.keys ?? []) {
    const owner = (kid === undefined || key.kid === kid) && 'issuer' in key ? key.issuer : undefined
    if (typeof owner === 'string' && owner.replaceAll('{tenantid}', tenantId) !== expected)
      throw unauthenticated('The key of the access token belongs to another issuer.')
  }
}

/** Verifies a bearer token by the issuers' list and says who calls. The cloud is that of the issuer, never a claim. */
export async function callerOf(authorization: string | undefined): Promise<Member | undefined> {
  if (authorization === undefined) return undefined
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1]
  if (!token) throw unauthenticated('The Authorization header must be "Bearer <access token>".')
  return (await verified(token)).member
}

/** Verifies the ID token of a sign-in to the pages: of that cloud's issuer, for that client and that very sign-in. */
export async function memberOfIdToken(
  token: string,
  expected: { cloud: Cloud; audience: string; nonce: string },
): Promise<Member> {
  const { member, payload } = await verified(token, expected.audience)
  if (payload.nonce !== expected.nonce) throw unauthenticated('The ID token belongs to another sign-in.')
  if (member.cloud !== expected.cloud) throw unauthenticated('The ID token comes from another cloud.')
  return member
}

async function verified(token: string, audience?: string): Promise<{ member: Member; payload: JWTPayload }> {
  const { issuer, tenantId, expected } = issuerOf(token)
  const keys = keySetOf(issuer)
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      algorithms,
      issuer: expected,
      audience: audience ?? issuer.audience,
      requiredClaims: ['exp', 'aud'],
      clockTolerance: clockToleranceSeconds,
    })
    requireKeysOwnIssuer(keys, protectedHeader.kid, expected, tenantId)
    return { member: memberOf(payload, issuer, tenantId), payload }
  } catch (error) {
    throw problemOf(error)
  }
}

// jose says so with its general error, fetch with a TypeError
const isUnreadableKeySet = (error: unknown) =>
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') ||
  (error instanceof TypeError && error.message === 'fetch failed')

function problemOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired)
    return new Problem('token-expired', 'The access token has expired. Sign in again.')
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
    return new Problem('token-wrong-audience', 'The access token was issued for another service.')
  if (error instanceof errors.JWKSTimeout || isUnreadableKeySet(error))
    return new Problem(
      'dependency-throttled',
      "The identity provider's keys cannot be read at the moment. Try again.",
      { retryAfterSeconds: 5 },
    )
  if (error instanceof errors.JOSEError) return unauthenticated('The access token is not valid.')
  return error
}
