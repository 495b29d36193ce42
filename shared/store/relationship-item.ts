import * as z from 'zod'
import { type Privileges, privilegeStates } from '../domain/admin-privileges.ts'
import { cloudIds } from '../domain/cloud.ts'
import type { Relationship } from '../domain/relationship.ts'
import { ms, roleCodes } from './invitation-item.ts'
import { relationshipKey } from './keys.ts'
import type { Item } from './read.ts'

const time = z.int().transform((n) => new Date(n).toISOString())
const autoExtend = z.enum(['PT0S', 'P180D'])

const privilegesItem = z.object({
  state: z.enum(privilegeStates).exclude(['none']),
  roles: roleCodes,
  duration: z.string(),
  autoExtend,
  askedRoles: roleCodes,
  askedDuration: z.string(),
  askedAutoExtend: autoExtend,
  grantedAt: time,
  endsAt: time,
  enforcement: z.enum(['recorded', 'applied', 'failed', 'removed-elsewhere']),
})

const relationshipItem = z.object({
  pk: z.string(),
  sk: z.string(),
  status: z.enum(['unconfirmed', 'active', 'removed']),
  version: z.int(),
  seq: z.int(),
  hash: z.string(),
  name: z.string(),
  provenDomain: z.string(),
  country: z.string(),
  cloud: z.enum(cloudIds),
  partnerName: z.string(),
  partnerDomain: z.string(),
  since: time,
  invitation: z.string(),
  agreement: z.string(),
  privileges: privilegesItem.optional(),
})

/** A stored item as a relationship; a corrupt one throws. */
export function decodeRelationship(item: Item): Relationship {
  const { pk, sk, seq, hash, invitation, agreement, privileges: p, ...rest } = relationshipItem.parse(item)
  return {
    ...rest,
    partnerId: pk.slice(2),
    customerId: sk.slice(2),
    head: { seq, hash },
    invitationId: invitation,
    agreementVersion: agreement,
    adminPrivileges: p ? decodePrivileges(p) : null,
  }
}

function decodePrivileges(p: z.output<typeof privilegesItem>): Privileges {
  const { askedRoles, askedDuration, askedAutoExtend, ...rest } = p
  return { ...rest, asked: { roles: askedRoles, duration: askedDuration, autoExtend: askedAutoExtend } }
}

/** A relationship as its item, at most 1 KB at the field caps. */
export function encodeRelationship(relationship: Relationship): Item {
  const { partnerId, customerId, head, invitationId, agreementVersion, adminPrivileges, since, ...rest } = relationship
  return {
    ...relationshipKey(partnerId, customerId),
    ...rest,
    customerId,
    seq: head.seq,
    hash: head.hash,
    since: ms(since),
    invitation: invitationId,
    agreement: agreementVersion,
    privileges: adminPrivileges ? encodePrivileges(adminPrivileges) : undefined,
  }
}

const encodePrivileges = ({ asked, roles, grantedAt, endsAt, ...rest }: Privileges): Item => ({
  ...rest,
  roles: roles.join(','),
  askedRoles: asked.roles.join(','),
  askedDuration: asked.duration,
  askedAutoExtend: asked.autoExtend,
  grantedAt: ms(grantedAt),
  endsAt: ms(endsAt),
})
