import { randomUUID } from 'node:crypto'
import { importJWK, type JWTPayload, SignJWT } from 'jose'
import { globalAdministrator } from '../../shared/domain/admin-roles.ts'
import type { Partner } from '../../shared/domain/partner.ts'
import type { AppRole } from '../../shared/domain/people.ts'
import { commit } from '../../shared/store/commit.ts'
import { putProfile, putRegistryLine } from '../../shared/store/partners.ts'
import { readPartner } from '../../shared/store/relationships.ts'
import { audience, issuers, stand } from '../store/environment.ts'

export interface Person {
  cloud: keyof typeof issuers
  tenantId: string
  userId: string
  signInName: string
  claims: JWTPayload
}

const person = (organisation: Organisation, name: string, claims: JWTPayload): Person => ({
  cloud: organisation.cloud,
  tenantId: organisation.id,
  userId: randomUUID(),
  signInName: `${name.toLowerCase()}@${organisation.domain}`,
  claims: { name, tenant_ctry: organisation.country, acct: 0, ...claims },
})

export interface Organisation {
  id: string
  domain: string
  country: string
  cloud: keyof typeof issuers
}

const ordinaryUser = 'b79fbf4d-3ef9-4689-8143-76b194e85509'

const anOrganisation = (name: string, fields: Partial<Organisation>): Organisation => {
  const id = randomUUID()
  return { id, domain: `${name}-${id.slice(0, 8)}.example`, country: 'TR', cloud: 'public', ...fields }
}

/** Puts a profile over whatever stands there. */
export async function writePartner(partner: Partner) {
  const version = (await readPartner(partner.id))?.version ?? 0
  await commit([putProfile({ ...partner, version: version + 1 }, version), putRegistryLine(partner.id)])
}

/** A partner that the operator admitted, and the people who work for it. */
export async function aPartner(profile: Partial<Partner> = {}, fields: Partial<Organisation> = {}) {
  const organisation = anOrganisation('fabrikam', fields)
  const partner: Partner = {
    id: organisation.id,
    status: 'active',
    type: 'direct',
    name: 'Fabrikam',
    domain: organisation.domain,
    country: organisation.country,
    cloud: organisation.cloud,
    contact: { name: 'Ada Lovelace', email: `ada@${organisation.domain}` },
    limits: {},
    version: 1,
    ...profile,
  }
  await writePartner(partner)
  return { ...organisation, profile: partner, ...agentsOf(organisation) }
}

export const agentsOf = (organisation: Organisation) => {
  const agent = (name: string, role: AppRole) => person(organisation, name, { roles: [role], wids: [ordinaryUser] })
  return { ada: agent('Ada', 'AdminAgent'), sam: agent('Sam', 'SalesAgent'), hal: agent('Hal', 'HelpdeskAgent') }
}

/** A customer's organisation: two who may decide, one who may not, and a guest. */
export function aCustomer(fields: Partial<Organisation> = {}) {
  const organisation = anOrganisation('contoso', fields)
  const admin = { wids: [globalAdministrator] }
  return {
    ...organisation,
    carla: person(organisation, 'Carla', admin),
    can: person(organisation, 'Can', admin),
    cem: person(organisation, 'Cem', { wids: [ordinaryUser] }),
    gus: person(organisation, 'Gus', { ...admin, acct: 1 }),
  }
}

export type TestPartner = Awaited<ReturnType<typeof aPartner>>
export type TestCustomer = ReturnType<typeof aCustomer>

export const claimsOf = (person: Person): JWTPayload => ({
  ver: '2.0',
  iss: issuers[person.cloud].replace('{tid}', person.tenantId),
  aud: audience,
  tid: person.tenantId,
  oid: person.userId,
  preferred_username: person.signInName,
  ...person.claims,
})

const key = importJWK(stand.privateKey, 'RS256')
const tokens = new WeakMap<Person, Promise<string>>()

/** An access token of the person, as the tenant's issuer would give it. */
export function tokenOf(person: Person): Promise<string> {
  const known = tokens.get(person) ?? signed(claimsOf(person))
  tokens.set(person, known)
  return known
}

const signed = async (claims: JWTPayload) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'test' })
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(await key)
