import { nextRequestAt, requestAgreement as request } from '../domain/agreement-request.ts'
import { addresseeOf } from '../domain/link.ts'
import { requirePartnerOf } from '../domain/partner.ts'
import { actorOf, type Member } from '../domain/people.ts'
import type { Relationship } from '../domain/relationship.ts'
import { readEnvironment } from '../environment.ts'
import { keyRing } from '../secrets/key-ring.ts'
import { agreementRequestKey, decodeAgreementRequest, putAgreementRequest } from '../store/agreement-requests.ts'
import { agreementKey, profileKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodePartner } from '../store/relationships.ts'
import { changeRelationship } from './change-relationship.ts'
import { requireMayMail } from './require-may-mail.ts'

const { AGREEMENT } = readEnvironment('AGREEMENT')

/** Asks the customer's contact by mail to accept the agreement in force. */
export const requestAgreement = (caller: Member, customerId: string, now: Date): Promise<Relationship> =>
  changeRelationship(caller.tenantId, customerId, async (before) => {
    const { partner, ...facts } = await readFacts(caller.tenantId, customerId)
    requirePartnerOf(caller, partner)
    const change = request(before, facts, actorOf('partner', caller), now)
    await requireMayMail(caller.tenantId, addresseeOf(await keyRing(), before.customerContact.email), now)
    return { ...change, writes: [putAgreementRequest(caller.tenantId, customerId, nextRequestAt(now), now)] }
  })

async function readFacts(partnerId: string, customerId: string) {
  const { invitations, relationships } = await readTogether({
    invitations: [agreementRequestKey(partnerId, customerId)],
    relationships: [profileKey(partnerId), agreementKey(customerId, AGREEMENT.version)],
  })
  const [profile, accepted] = relationships
  return {
    version: AGREEMENT.version,
    accepted: accepted !== undefined,
    nextAt: decodeAgreementRequest(invitations[0]),
    partner: profile && decodePartner(profile),
  }
}
