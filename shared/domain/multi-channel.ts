import { Problem } from './errors.ts'
import type { Partner } from './partner.ts'
import type { Relationship, RelationshipChange } from './relationship.ts'

/** The provider that an indirect reseller sells for, and what it has with the customer. */
export interface ProviderFacts {
  partner: Partner | undefined
  relationship: Relationship | undefined
  blocked: boolean
}

export type NamedPartner = Pick<Partner, 'id' | 'name' | 'domain'>

/** The partner of a relationship, as the events of another relationship name it. */
export const partnerOf = (r: Relationship): NamedPartner => ({
  id: r.partnerId,
  name: r.partnerName,
  domain: r.partnerDomain,
})

/** A provider as a customer reads of it. */
export const named = ({ id, name, domain }: Partner): NamedPartner => ({ id, name, domain })

/** An indirect reseller sells only while its provider is admitted and active, too. */
export function providerRefusal(partner: Partner, provider: Partner | undefined): Problem | undefined {
  if (partner.type !== 'indirect-reseller' || provider?.status === 'active') return undefined
  return new Problem(
    'partner-not-active',
    `${partner.name} sells for ${provider?.name ?? 'a provider'}, which is ${provider ? 'suspended' : 'not admitted'}. Ask the operator of this service.`,
  )
}

/** The active provider of an indirect reseller; nobody else has one. */
export function requireProvider(partner: Partner, provider: Partner | undefined): Partner | undefined {
  const refusal = providerRefusal(partner, provider)
  if (refusal) throw refusal
  return partner.type === 'indirect-reseller' ? provider : undefined
}

/** What a reseller's relationship says of its provider, whom the customer turns to unless somebody else was named. */
export const channelOfReseller = (
  provider: Partner,
  living: Relationship | undefined,
): Pick<Relationship, 'channel' | 'supportContact'> => ({
  channel: { role: 'provider', partnerIds: [provider.id] },
  supportContact: living?.supportContact ?? provider.contact,
})

/**
 * The provider's side of what a reseller's customer accepted: `established` is its relationship with the reseller
 * among its channel's partners. Undefined where it stands like that already.
 */
export function channelOfProvider(
  reseller: Partner,
  existing: Relationship | undefined,
  established: Relationship,
  tell: (data: { status: string; renewed: boolean; reseller: string }) => RelationshipChange['events'][number],
): RelationshipChange | undefined {
  const resellers = existing?.status === 'removed' ? [] : (existing?.channel?.partnerIds ?? [])
  if (existing?.status === 'active' && resellers.includes(reseller.id)) return undefined
  const channel = { role: 'reseller' as const, partnerIds: [...new Set([...resellers, reseller.id])] }
  const renewed = existing !== undefined && existing.status !== 'removed'
  const events = [tell({ status: established.status, renewed, reseller: reseller.id })]
  return { before: existing, after: { ...established, channel }, events }
}
