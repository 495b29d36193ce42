import type { AcceptanceFacts } from '../domain/acceptance.ts'
import { notFound } from '../domain/ids.ts'
import { readEnvironment } from '../environment.ts'
import { decodeAgreement } from '../store/agreements.ts'
import { decodeInvitation } from '../store/invitation-item.ts'
import { agreementKey, blockKey, invitationKey, profileKey, relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import { decodePartner } from '../store/relationships.ts'
import { providerOf } from './provider-of.ts'

const { AGREEMENT, CONFIRMATION_DAYS, REGIONS } = readEnvironment('AGREEMENT', 'CONFIRMATION_DAYS', 'REGIONS')

/**
 * Reads what a decision and the page before it start from, in one batch (a reseller's provider takes a second one).
 * Without a customer, it is that of an organisation that has nothing with the partner yet.
 */
export async function acceptanceFacts(
  partnerId: string,
  invitationId: string,
  customerId: string | undefined,
): Promise<AcceptanceFacts> {
  const ofCustomer = customerId
    ? [
        relationshipKey(partnerId, customerId),
        agreementKey(customerId, AGREEMENT.version),
        blockKey(customerId, partnerId),
      ]
    : []
  const { invitations, relationships } = await readTogether({
    invitations: [invitationKey(partnerId, invitationId)],
    relationships: [profileKey(partnerId), ...ofCustomer],
  })
  const [state] = invitations
  if (!state) throw notFound()
  const [profile, relationship, accepted, block] = relationships
  const partner = profile && decodePartner(profile)
  return {
    invitation: decodeInvitation(state),
    partner,
    provider: await providerOf(partner, customerId),
    relationship: relationship && decodeRelationship(relationship),
    accepted: accepted && decodeAgreement(accepted),
    blocked: block !== undefined,
    agreement: AGREEMENT,
    confirmationDays: CONFIRMATION_DAYS,
    regions: REGIONS,
  }
}
