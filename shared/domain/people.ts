import type { Cloud } from './cloud.ts'
import { domainOf } from './text.ts'

export const appRoles = ['AdminAgent', 'SalesAgent', 'HelpdeskAgent'] as const

/** What a partner user may be: everything / sells / reads and supports. */
export type AppRole = (typeof appRoles)[number]

/** Somebody who signed in: what the verified token of his tenant's issuer says about him. */
export interface Member {
  cloud: Cloud
  tenantId: string
  userId: string
  name: string
  signInName: string
  /** ISO country set on the tenant */
  country?: string
  appRoles: AppRole[]
  /** template ids of directory roles; absent when the issuer sends none */
  directoryRoles?: string[]
  /** template ids of directory roles that he could activate; only some issuers tell */
  eligibleRoles?: string[]
  /** `guest` = invited or signed in through another tenant; `unknown` = the issuer does not tell. Only `member` decides */
  membership: 'member' | 'guest' | 'unknown'
}

/** Who did something, as events record it. */
export interface Actor {
  kind: 'partner' | 'customer' | 'operator' | 'schedule'
  tenantId?: string
  userId?: string
  name?: string
}

/** A person of the partner, as an invitation names who created and who sent it. */
export interface Agent {
  userId: string
  name: string
}

export const agentOf = ({ userId, name }: Actor): Agent | undefined =>
  userId !== undefined && name !== undefined ? { userId, name } : undefined

/** How an organisation is called by what its member proved: the domain of the sign-in name or, without one, the tenant's id. */
export const provenNameOf = ({ signInName, tenantId }: Pick<Member, 'signInName' | 'tenantId'>): string =>
  domainOf(signInName) || tenantId

export const actorOf = (kind: 'partner' | 'customer', member: Member): Actor => ({
  kind,
  tenantId: member.tenantId,
  userId: member.userId,
  name: member.name,
})

export const holdsAny = (member: Pick<Member, 'appRoles'>, roles: readonly AppRole[]): boolean =>
  member.appRoles.some((role) => roles.includes(role))
