import { generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { importJWK, SignJWT } from 'jose'
import type { Cloud } from '../../shared/domain/cloud.ts'
import { sendJson } from './http.ts'
import { createIssuer, type Issuer } from './issuer.ts'
import { claimsOf, companyOf, type Person, people } from './people.ts'
import { remembered, type State } from './state.ts'

export const localClouds = ['public', 'us-government'] as const satisfies readonly Cloud[]
export type LocalCloud = (typeof localClouds)[number]
export const audience = 'liaison'

export type SigningKey = JsonWebKey & { kid: string; alg: 'RS256'; use: 'sig' }

function createKey(cloud: string): SigningKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kid: `local-${cloud}`, alg: 'RS256', use: 'sig' }
}

/** The identity provider: one issuer per cloud at /_local/identity/<cloud>, with the seeded people. */
export function createIdentity(origin: string, portals: string[], state: State) {
  const issuers = new Map<LocalCloud, Promise<Issuer>>()
  const issuerUrl = (cloud: string) => `${origin}/_local/identity/${cloud}`
  const keyOf = (cloud: LocalCloud) => remembered(state, `key/${cloud}`, () => createKey(cloud))

  const issuerOf = (cloud: LocalCloud) => {
    const known = issuers.get(cloud) ?? createIssuer(cloud, issuerUrl(cloud), portals, keyOf(cloud))
    issuers.set(cloud, known)
    return known
  }

  return {
    /** An access token as the code flow would give it; for curl and tests. */
    token: async (name: string, person: Person) => {
      const { cloud } = companyOf(person)
      const key = keyOf(cloud as LocalCloud)
      const now = Math.floor(Date.now() / 1000)
      return new SignJWT({ ...claimsOf(name, person), azp: audience })
        .setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'JWT' })
        .setIssuer(issuerUrl(cloud))
        .setAudience(audience)
        .setSubject(person.userId)
        .setIssuedAt(now)
        .setNotBefore(now)
        .setExpirationTime(now + 3600)
        .sign(await importJWK(key, 'RS256'))
    },
    person: (name: string) => (Object.hasOwn(people, name) ? people[name] : undefined),
    handle: async (request: IncomingMessage, response: ServerResponse) => {
      const [, cloud = '', path = '/'] = /^\/_local\/identity\/([^/?]+)(\/.*)?$/.exec(request.url ?? '') ?? []
      const known = localClouds.find((one) => one === cloud)
      if (!known) return sendJson(response, 404, { message: `No such issuer. There are ${localClouds.join(', ')}.` })
      // the keys alone are asked for most often, and need no provider
      if (path === '/jwks') {
        const { kty, n, e, kid, alg, use } = keyOf(known)
        return sendJson(response, 200, { keys: [{ kty, n, e, kid, alg, use, issuer: issuerUrl(known) }] })
      }
      const issuer = await issuerOf(known)
      return issuer(request, response, path)
    },
  }
}

export type Identity = ReturnType<typeof createIdentity>
