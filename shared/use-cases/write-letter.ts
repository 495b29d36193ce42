import { adminRoleByCode } from '../domain/admin-roles.ts'
import type { Invitation } from '../domain/invitation.ts'
import { type Addressee, addresseeOf, type KeyRing, mintLink } from '../domain/link.ts'
import type { InvitationMessage } from '../domain/message.ts'
import { providerRefusal } from '../domain/multi-channel.ts'
import type { Partner } from '../domain/partner.ts'
import { addDays, addSeconds, utcDay } from '../domain/time.ts'
import { readEnvironment } from '../environment.ts'
import { type InvitationMailFacts, renderInvitationMail } from '../mail/invitation-mail.tsx'
import { keyRing } from '../secrets/key-ring.ts'
import type { LinkMail } from '../store/delivery.ts'
import { decodeMessage } from '../store/invitations.ts'
import { messageKey, profileKey } from '../store/keys.ts'
import { giveAddressBack, takeAddress } from '../store/limits.ts'
import { decodeMailGate, mailGateKeys } from '../store/mail-gate.ts'
import { readTogether } from '../store/read.ts'
import { decodePartner, readProvider } from '../store/relationships.ts'
import type { Written } from './hand-over.ts'
import { acceptanceUrl, portalOf } from './link-of.ts'

const { OPERATOR_NAME, LIMITS } = readEnvironment('OPERATOR_NAME', 'LIMITS')

const pauseSeconds = 3600

/** A mail that brings an invitation's link to somebody of the customer, if nothing forbids it now. */
export interface Letter {
  invitation: Invitation
  link: LinkMail
  to: { email: string; name?: string }
  /** whom it is for, as SES's reports give it back */
  audience: 'recipient' | 'colleague'
  occasion?: InvitationMailFacts['occasion']
}

/** Nothing is sent for a suspended partner or provider, to a suppressed address, while sending is paused or the address has had enough. */
export async function writeLetter(letter: Letter, now: Date): Promise<Written> {
  const { link, to, audience } = letter
  const ring = await keyRing()
  const addressee = addresseeOf(ring, to.email)
  const [hash] = addressee.hashes
  const { partner, message, gate } = await readFacts(link, addressee, now)
  const provider = await readProvider(partner)
  if (partner.status !== 'active' || providerRefusal(partner, provider)) return { never: 'partner-not-active' }
  if (gate.suppressed) return { never: 'recipient-suppressed' }
  if (gate.paused) return { wait: 'sending-paused', until: addSeconds(now, pauseSeconds) }
  if (!(await takeAddress(hash, LIMITS.mailsPerAddressAndDay, now)))
    return { wait: 'too-many-mails-today', until: new Date(`${utcDay(addDays(now, 1))}T00:00:00Z`) }
  return {
    unused: () => giveAddressBack(hash, now),
    mail: {
      to: [to.email],
      fromName: partner.name,
      replyTo: partner.contact,
      ...render(letter, partner, provider, message, ring),
      tags: {
        partner: link.partnerId,
        invitation: link.invitationId,
        generation: String(link.generation),
        audience,
      },
    },
  }
}

async function readFacts({ partnerId, invitationId }: LinkMail, to: Addressee, now: Date) {
  const { invitations, relationships } = await readTogether({
    invitations: [messageKey(partnerId, invitationId), ...mailGateKeys(partnerId, to, now)],
    relationships: [profileKey(partnerId)],
  })
  const [message, ...gate] = invitations
  const [profile] = relationships
  if (!message || !profile) throw new Error(`invitation ${invitationId} lacks its message or its partner's profile`)
  return { message: decodeMessage(message), partner: decodePartner(profile), gate: decodeMailGate(gate, now) }
}

function render(
  { invitation, link, to, occasion }: Letter,
  partner: Partner,
  provider: Partner | undefined,
  message: InvitationMessage,
  ring: KeyRing,
) {
  const { recipient, adminPrivileges } = invitation
  const secret = mintLink(ring, link)
  const portal = portalOf(partner.cloud)
  return renderInvitationMail({
    locale: recipient.locale,
    partner,
    provider,
    recipient: { company: recipient.company, ...to },
    message,
    sender: invitation.sentBy?.name,
    link: acceptanceUrl(partner.cloud, secret),
    code: secret,
    acceptUrl: `${portal.baseUrl}/accept`,
    portalName: portal.name,
    operatorName: OPERATOR_NAME,
    adminPrivileges: adminPrivileges && {
      ...adminPrivileges,
      roles: adminPrivileges.roles.map((code) => ({ code, risk: adminRoleByCode(code).risk })),
    },
    expiresAt: new Date('expiresAt' in invitation && invitation.expiresAt ? invitation.expiresAt : 0),
    occasion,
  })
}
