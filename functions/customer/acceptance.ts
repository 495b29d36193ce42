import type * as z from 'zod'
import { codesOf, type Terms } from '../../shared/domain/admin-privileges.ts'
import { type AdminRoleCode, adminRoleByCode } from '../../shared/domain/admin-roles.ts'
import type { Complete, EveryField, Only } from '../../shared/domain/every-field.ts'
import { effectiveStatus, type Invitation, publicInvitationId } from '../../shared/domain/invitation.ts'
import { named } from '../../shared/domain/multi-channel.ts'
import { type Held, renewalOf } from '../../shared/domain/outcome.ts'
import { maskAddress } from '../../shared/domain/text.ts'
import { readEnvironment } from '../../shared/environment.ts'
import type { acceptBody, openShape } from '../../shared/http/shapes/acceptance.ts'
import { relationshipView } from '../../shared/http/shapes/relationship.ts'
import { messagesOf, pickLocale } from '../../shared/messages/messages.ts'
import { acceptInvitation } from '../../shared/use-cases/accept-invitation.ts'
import { askForFreshLink } from '../../shared/use-cases/ask-for-fresh-link.ts'
import { declineInvitation } from '../../shared/use-cases/decline-invitation.ts'
import { forwardInvitation } from '../../shared/use-cases/forward-invitation.ts'
import { portalOf } from '../../shared/use-cases/link-of.ts'
import { type OpenedInvitation, openInvitation } from '../../shared/use-cases/open-invitation.ts'
import { sayNotUs } from '../../shared/use-cases/say-not-us.ts'
import type { Handlers } from '../http-function.ts'

const { AGREEMENT, OPERATOR_NAME } = readEnvironment('AGREEMENT', 'OPERATOR_NAME')

function openView(opened: OpenedInvitation, acceptLanguage: string | undefined): Complete<z.input<typeof openShape>> {
  const { invitation, partner, provider, relationship, outcome, refusal, digest } = opened
  const locale = pickLocale(acceptLanguage, invitation.recipient.locale)
  const { roles: words } = messagesOf(locale)
  const { id, name, domain, country, type, contact } = partner
  const asked = invitation.adminPrivileges
  const rolesInWords = (codes: readonly AdminRoleCode[]) =>
    codes.map((code) => ({ id: adminRoleByCode(code).id, risk: adminRoleByCode(code).risk, ...words[code] }))
  const inWords = ({ roles, duration, autoExtend }: Terms) =>
    ({ roles: rolesInWords(roles), duration, autoExtend }) satisfies EveryField<Terms>
  const renewed = relationship && relationship.status !== 'removed'
  const held = renewalOf(outcome?.adminPrivileges ?? null)
  const heldInWords = (one: Held | null) => one && { ...one, roles: rolesInWords(one.roles) }
  const privileges = outcome?.adminPrivileges
  return {
    invitationId: publicInvitationId(invitation),
    status: invitation.status,
    partner: { id, name, domain, country, type, contact } satisfies Complete<z.input<typeof openShape>['partner']>,
    recipient: maskAddress(invitation.recipient.email),
    provider: provider ? named(provider) : null,
    adminPrivileges: asked && inWords(asked),
    renews: renewed ? { today: heldInWords(held.today), after: heldInWords(held.after) } : null,
    outcome: outcome && {
      ...outcome,
      adminPrivileges: privileges
        ? {
            ...privileges,
            added: rolesInWords(privileges.added),
            removed: rolesInWords(privileges.removed),
            kept: rolesInWords(privileges.kept),
          }
        : null,
    },
    refusal: refusal ? { code: refusal.code, detail: refusal.detail } : null,
    expiresAt: invitation.expiresAt,
    agreement: { version: AGREEMENT.version, language: locale, ...AGREEMENT.languages[locale] },
    portal: { cloud: partner.cloud, name: portalOf(partner.cloud).name },
    operator: OPERATOR_NAME,
    digest,
  }
}

type Choice = NonNullable<z.output<typeof acceptBody>['adminPrivileges']>

/** Role ids become codes; what was not said stays as asked. */
function choiceOf(choice: Only<Choice, keyof Terms> | null | undefined): null | undefined | Partial<Terms> {
  if (!choice) return choice
  const { roles, duration, autoExtend } = choice
  return { ...(roles && { roles: codesOf(roles) }), ...(duration && { duration }), ...(autoExtend && { autoExtend }) }
}

const remarkedView = (invitation: Invitation, now: Date) => ({
  invitationId: publicInvitationId(invitation),
  status: effectiveStatus(invitation, now),
})

/** What the holder of a link does with it. */
export const acceptance = {
  'open-invitation': async ({ caller, body, acceptLanguage, now }) => ({
    body: openView(await openInvitation(body.secret, caller, now), acceptLanguage),
  }),

  'accept-invitation': async ({ caller, body, now }) => {
    const { secret, adminPrivileges, ...rest } = body
    const wish = { ...rest, adminPrivileges: choiceOf(adminPrivileges) }
    const relationship = await acceptInvitation(caller, secret, wish, now)
    return { body: relationshipView(relationship, now), version: relationship.version }
  },

  'decline-invitation': async ({ caller, body, now }) => {
    const invitation = await declineInvitation(caller, body.secret, body, now)
    return {
      body: {
        invitationId: publicInvitationId(invitation),
        status: invitation.status,
        decidedAt: invitation.decidedAt,
      },
    }
  },

  'forward-invitation': async ({ caller, body: { secret, ...to }, now }) => ({
    body: remarkedView(await forwardInvitation(caller, secret, to, now), now),
  }),

  'say-not-us': async ({ caller, body, now }) => ({
    body: remarkedView(await sayNotUs(caller, body.secret, body.note, now), now),
  }),

  'ask-for-fresh-link': async ({ body, now }) => ({
    body: remarkedView(await askForFreshLink(body.secret, now), now),
  }),
} satisfies Partial<Handlers<'customer'>>
