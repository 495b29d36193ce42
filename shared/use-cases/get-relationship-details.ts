import { notFound } from '../domain/ids.ts'
import type { Partner } from '../domain/partner.ts'
import type { Relationship } from '../domain/relationship.ts'
import { readEnvironment } from '../environment.ts'
import { agreementKey, profileKey, relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import { decodePartner } from '../store/relationships.ts'

const { AGREEMENT } = readEnvironment('AGREEMENT')

export interface RelationshipDetails {
  relationship: Relationship
  /** its contact stands in where no support contact was assigned */
  partner: Partner | undefined
  /** whether the customer accepted the agreement in force; until it does, nothing new is provisioned for it */
  agreementIsCurrent: boolean
}

/** One relationship with what stands elsewhere, for either side; what is foreign does not exist. */
export async function getRelationshipDetails(partnerId: string, customerId: string): Promise<RelationshipDetails> {
  const { relationships } = await readTogether({
    relationships: [
      relationshipKey(partnerId, customerId),
      profileKey(partnerId),
      agreementKey(customerId, AGREEMENT.version),
    ],
  })
  const [item, profile, accepted] = relationships
  if (!item) throw notFound()
  return {
    relationship: decodeRelationship(item),
    partner: profile && decodePartner(profile),
    agreementIsCurrent: accepted !== undefined,
  }
}
