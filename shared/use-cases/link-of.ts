import { mayHandle } from '../domain/admin-privileges.ts'
import type { Cloud } from '../domain/cloud.ts'
import { effectiveStatus, type Invitation } from '../domain/invitation.ts'
import { type KeyRing, mintLink } from '../domain/link.ts'
import { type Message, placeholder } from '../domain/message.ts'
import type { Member } from '../domain/people.ts'
import { readEnvironment } from '../environment.ts'

const { PORTALS } = readEnvironment('PORTALS')

// Outlook and several browsers fail silently above about 1,900 to 2,000 characters
const longestMailto = 1900

/** The acceptance portal of a cloud; a cloud without one is a mistake of the configuration. */
export function portalOf(cloud: Cloud) {
  const portal = PORTALS[cloud]
  if (!portal) throw new Error(`no acceptance portal is configured for the cloud ${cloud}`)
  return portal
}

/** The personal link. The secret stands in the fragment, which browsers keep to themselves. */
export const acceptanceUrl = (cloud: Cloud, secret: string): string => `${portalOf(cloud).baseUrl}/accept#i=${secret}`

export interface HandOver {
  url: string
  mailto: string | null
}

/** The link and the mail app's address for whoever may hand it over, while the invitation is pending. */
export function linkOf(
  ring: KeyRing,
  invitation: Invitation,
  message: Message,
  caller: Member,
  now: Date,
): HandOver | undefined {
  if (effectiveStatus(invitation, now) !== 'issued' || !mayHandle(invitation.adminPrivileges, caller.appRoles))
    return undefined
  const { partnerId, id, generation } = invitation
  const url = acceptanceUrl(caller.cloud, mintLink(ring, { partnerId, invitationId: id, generation }))
  return { url, mailto: mailtoOf(invitation.recipient.email, message, url) }
}

/** RFC 6068, line breaks as CRLF; null where mail programs would cut it. */
export function mailtoOf(address: string, message: Message, url: string): string | null {
  const text = message.text.replace(placeholder, () => url).replaceAll('\n', '\r\n')
  const to = encodeURIComponent(address).replaceAll('%40', '@')
  const mailto = `mailto:${to}?subject=${encodeURIComponent(message.subject)}&body=${encodeURIComponent(text)}`
  return mailto.length <= longestMailto ? mailto : null
}
