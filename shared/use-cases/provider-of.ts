import type { ProviderFacts } from '../domain/multi-channel.ts'
import type { Partner } from '../domain/partner.ts'
import { blockKey, profileKey, relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import { decodePartner } from '../store/relationships.ts'

/** The provider of an indirect reseller and what stands between it and the customer; undefined for other partners. */
export async function providerOf(partner: Partner | undefined, customerId: string): Promise<ProviderFacts | undefined> {
  const providerId = partner?.providerId
  if (!providerId) return undefined
  const { relationships } = await readTogether({
    relationships: [profileKey(providerId), relationshipKey(providerId, customerId), blockKey(customerId, providerId)],
  })
  const [profile, relationship, block] = relationships
  return {
    partner: profile && decodePartner(profile),
    relationship: relationship && decodeRelationship(relationship),
    blocked: block !== undefined,
  }
}
