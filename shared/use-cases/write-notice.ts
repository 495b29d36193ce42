import { type Audience, isNoticed } from '../domain/events.ts'
import type { Invitation } from '../domain/invitation.ts'
import type { InvitationMessage } from '../domain/message.ts'
import { localeOf, type Partner } from '../domain/partner.ts'
import type { Relationship } from '../domain/relationship.ts'
import { email } from '../domain/text.ts'
import { readEnvironment } from '../environment.ts'
import { writeNotice as write } from '../mail/notices.ts'
import { decodeAgreement } from '../store/agreements.ts'
import { decodeInvitation } from '../store/invitation-item.ts'
import { decodeMessage } from '../store/invitations.ts'
import { agreementKey, invitationKey, messageKey, profileKey, relationshipKey } from '../store/keys.ts'
import type { MailRow } from '../store/outbox.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import { decodePartner } from '../store/relationships.ts'
import type { Written } from './hand-over.ts'
import { portalOf } from './link-of.ts'

const { AGREEMENT, OPERATOR_NAME } = readEnvironment('AGREEMENT', 'OPERATOR_NAME')

/** A notice to the partner (one mail to the sender and the contact) or to whoever accepted for the customer. */
export async function writeNotice(row: MailRow, audience: Audience): Promise<Written> {
  const { event } = row
  if (!isNoticed(event)) throw new Error(`${event.name} sends no notice`)
  const facts = await readFacts(row)
  const { partner, relationship, sender } = facts
  const side = audience === 'partner' ? 'partner' : 'customer'
  const contact = relationship?.customerContact
  const to = addresses(side === 'partner' ? [sender?.email, partner.contact.email] : [contact?.email])
  if (to.length === 0) return { never: 'no-address' }
  const locale = side === 'partner' ? localeOf(partner) : (contact?.locale ?? localeOf(partner))
  const { baseUrl } = portalOf(partner.cloud)
  const page = event.name === 'agreement.requested' ? 'partners/agreement' : 'partners'
  const link = `${baseUrl}/${side === 'partner' ? 'console' : page}`
  const noticeFacts = { ...facts, locale, audience: side, event, operatorName: OPERATOR_NAME, link } as const
  return {
    mail: {
      to,
      fromName: OPERATOR_NAME,
      replyTo: partner.contact,
      ...write(event.name, noticeFacts),
      tags: { partner: partner.id, audience: side },
    },
  }
}

// a sign-in name need not be a mailbox, and one wrong address would lose the mail for all
const addresses = (candidates: (string | undefined)[]): string[] => [
  ...new Set(candidates.flatMap((one) => email.safeParse(one).data ?? [])),
]

interface Facts {
  partner: Partner
  invitation: Invitation | undefined
  relationship: Relationship | undefined
  sender: InvitationMessage['sender'] | undefined
}

async function readFacts(row: MailRow) {
  const { partnerId } = row.subject
  const found =
    'invitationId' in row.subject
      ? await readOfInvitation(partnerId, row.subject.invitationId)
      : await readOfRelationship(partnerId, row.subject.customerId, resellerIn(row))
  return found satisfies Facts
}

async function readOfInvitation(partnerId: string, id: string) {
  const { invitations, relationships } = await readTogether({
    invitations: [invitationKey(partnerId, id), messageKey(partnerId, id)],
    relationships: [profileKey(partnerId)],
  })
  const [state, message] = invitations
  const invitation = state && decodeInvitation(state)
  const customerId = invitation && 'decidedBy' in invitation ? invitation.decidedBy?.tenantId : undefined
  const accepted = invitation?.status === 'accepted' && customerId
  const more = accepted ? await readTogether({ relationships: [relationshipKey(partnerId, customerId)] }) : undefined
  const [relationship] = more?.relationships ?? []
  return {
    partner: partnerIn(relationships[0], partnerId),
    invitation,
    relationship: relationship && decodeRelationship(relationship),
    agreement: undefined,
    agreementOpen: undefined,
    sender: message && decodeMessage(message).sender,
  }
}

/** The reseller that an event of a provider names. */
const resellerIn = ({ event: { data } }: MailRow) => ('reseller' in data ? data.reseller : undefined)

async function readOfRelationship(partnerId: string, customerId: string, resellerId: string | undefined) {
  const ofReseller = resellerId ? [profileKey(resellerId), relationshipKey(resellerId, customerId)] : []
  const first = await readTogether({
    relationships: [profileKey(partnerId), relationshipKey(partnerId, customerId), ...ofReseller],
  })
  const [profile, item, resellersProfile, resellersItem] = first.relationships
  const relationship = item && decodeRelationship(item)
  const more = relationship
    ? await readTogether({
        invitations: [messageKey(partnerId, relationship.invitationId)],
        relationships: [...new Set([relationship.agreementVersion, AGREEMENT.version])].map((version) =>
          agreementKey(customerId, version),
        ),
      })
    : undefined
  const message = more?.invitations[0]
  const agreement = more?.relationships[0]
  const isOpen = relationship && relationship.status !== 'removed' && !more?.relationships.at(-1)
  return {
    partner: partnerIn(profile, partnerId),
    invitation: undefined,
    relationship,
    agreement: agreement && decodeAgreement(agreement),
    agreementOpen: isOpen ? AGREEMENT.version : undefined,
    reseller: resellersProfile && {
      name: decodePartner(resellersProfile).name,
      supportContact: resellersItem && decodeRelationship(resellersItem).supportContact,
    },
    sender: message && decodeMessage(message).sender,
  }
}

function partnerIn(profile: Parameters<typeof decodePartner>[0] | undefined, partnerId: string): Partner {
  if (!profile) throw new Error(`the partner ${partnerId} has no profile`)
  return decodePartner(profile)
}
