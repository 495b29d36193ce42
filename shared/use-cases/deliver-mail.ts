import { adminRoleByCode } from '../domain/admin-roles.ts'
import type { Delivery, Invitation } from '../domain/invitation.ts'
import { mintLink } from '../domain/link.ts'
import type { Partner } from '../domain/partner.ts'
import { readEnvironment } from '../environment.ts'
import { renderInvitationMail } from '../mail/invitation-mail.tsx'
import { type Mail, sendMail } from '../mail/ses.ts'
import { keyRing } from '../secrets/key-ring.ts'
import { decodeMessage, type InvitationMessage } from '../store/invitations.ts'
import { messageKey, profileKey } from '../store/keys.ts'
import { claimInvitationMail, closeMailRow, type MailRow, recordDelivery, releaseClaim } from '../store/outbox.ts'
import { readTogether } from '../store/read.ts'
import { decodePartner } from '../store/relationships.ts'
import { acceptanceUrl, portalOf } from './link-of.ts'

const { OPERATOR_NAME } = readEnvironment('OPERATOR_NAME')

/** `done`: nobody waits any more, sent or not. `later`: the row stays due, and the schedule comes back to it. */
export type MailOutcome = 'done' | 'later'

/** Sends the mail that an event row asks for: claim, write, hand to SES, note what became of it. */
export async function deliverMail(row: MailRow, now: Date): Promise<MailOutcome> {
  const claim = await claimInvitationMail(row, now)
  if ('claimed' in claim) return sendTo(claim.claimed, row, now)
  if (claim.refused === 'busy') return 'later'
  if (claim.refused === 'exhausted') return fail(row, 'no-answer-from-the-mail-service', now)
  await closeMailRow(row)
  return 'done'
}

async function sendTo(invitation: Invitation, row: MailRow, now: Date): Promise<MailOutcome> {
  const mail = await writeMail(invitation, row).catch(async (error: unknown) => {
    await releaseClaim(row)
    throw error
  })
  if (!mail) return fail(row, 'partner-not-active', now)
  const sending = await sendMail(mail)
  if (sending.outcome === 'sent') return settleRow(row, { state: 'sent', at: now.toISOString() })
  if (sending.outcome === 'not-sent' && sending.lasting) return fail(row, sending.reason, now)
  // without an answer the try is spent and the lease runs out by itself; after a clear no it is given back
  if (sending.outcome === 'not-sent') await releaseClaim(row)
  return 'later'
}

/** The mail itself; undefined where the partner may no longer send. */
async function writeMail(invitation: Invitation, row: MailRow): Promise<Mail | undefined> {
  const { partner, message } = await readMailFacts(row)
  if (partner.status !== 'active') return undefined
  return {
    to: invitation.recipient.email,
    fromName: partner.name,
    replyTo: partner.contact,
    ...(await render(invitation, partner, message)),
    tags: {
      partner: row.partnerId,
      invitation: row.invitationId,
      generation: String(row.generation),
      audience: 'recipient',
    },
  }
}

const fail = (row: MailRow, reason: string, now: Date) =>
  settleRow(row, { state: 'failed', at: now.toISOString(), reason })

async function settleRow(row: MailRow, delivery: Delivery): Promise<MailOutcome> {
  await recordDelivery(row, delivery)
  await closeMailRow(row)
  return 'done'
}

async function readMailFacts(row: MailRow): Promise<{ partner: Partner; message: InvitationMessage }> {
  const { invitations, relationships } = await readTogether({
    invitations: [messageKey(row.partnerId, row.invitationId)],
    relationships: [profileKey(row.partnerId)],
  })
  const [message] = invitations
  const [profile] = relationships
  if (!message || !profile) throw new Error(`invitation ${row.invitationId} lacks its message or its partner's profile`)
  return { message: decodeMessage(message), partner: decodePartner(profile) }
}

async function render(invitation: Invitation, partner: Partner, message: InvitationMessage) {
  const { id, partnerId, generation, recipient, adminPrivileges } = invitation
  const secret = mintLink(await keyRing(), { partnerId, invitationId: id, generation })
  const portal = portalOf(partner.cloud)
  return renderInvitationMail({
    locale: recipient.locale,
    partner,
    recipient,
    message,
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
  })
}
