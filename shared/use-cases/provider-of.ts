import type { ProviderFacts } from '../domain/multi-channel.ts'
import type { Partner } from '../domain/partner.ts'
import { blockKey, profileKey, relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import { decodePartner } from '../store/relationships.ts'

/**
 * The provider of an indirect reseller, with its relationship with the customer and whether that one blocks it; undefined
 * for other partners. Without a customer, only the provider.
 */
export async function providerOf(
  partner: Partner | undefined,
  customerId: string | undefined,
): Promise<ProviderFacts | undefined> {
  const providerId = partner?.providerId
  if (!providerId) return undefined
  const ofCustomer = customerId ? [relationshipKey(providerId, customerId), blockKey(customerId, providerId)] : []
  const { relationships } = await readTogether({ relationships: [profileKey(providerId), ...ofCustomer] })
  const [profile, relationship, block] = relationships
  return {
    partner: profile && decodePartner(profile),
    relationship: relationship && decodeRelationship(relationship),
    blocked: block !== undefined,
  }
}
