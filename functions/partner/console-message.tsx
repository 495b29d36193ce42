import * as z from 'zod'
import { adminRoleByCode } from '../../shared/domain/admin-roles.ts'
import { differs } from '../../shared/domain/canonical.ts'
import { bareId } from '../../shared/domain/ids.ts'
import { type Invitation, publicInvitationId, vias } from '../../shared/domain/invitation.ts'
import { reminderTimes } from '../../shared/domain/reminders.ts'
import { addDuration } from '../../shared/domain/time.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { type PageReply, refusalOr } from '../../shared/http/page.tsx'
import { editMessageBody } from '../../shared/http/shapes/invitation.ts'
import { shownVersion } from '../../shared/http/shown-version.ts'
import { renderInvitationMail } from '../../shared/mail/invitation-mail.tsx'
import { consoleRequestWords } from '../../shared/messages/pages/pages.ts'
import { editMessage } from '../../shared/use-cases/edit-message.ts'
import { getInvitation } from '../../shared/use-cases/get-invitation.ts'
import { portalOf } from '../../shared/use-cases/link-of.ts'
import { previewInvitation } from '../../shared/use-cases/preview-invitation.ts'
import { sendInvitation } from '../../shared/use-cases/send-invitation.ts'
import { MessagePage, SentPage } from '../../shared/views/console-message.tsx'
import type { Again } from '../../shared/views/console-parts.tsx'
import { pathOfRequest } from '../../shared/views/console-requests.tsx'
import type { PageHandlers } from '../http-function.ts'
import { againOf, type ConsoleRequest, checked, consoleFrame, freshKey, repeatableOf } from './console.ts'

const { OPERATOR_NAME } = readEnvironment('OPERATOR_NAME')

export const messageForm = z.object({
  ...editMessageBody.shape,
  version: shownVersion,
  do: z.enum(['save', ...vias]),
})

const idOf = ({ params }: ConsoleRequest) => bareId('inv', params.id)

export const draftPath = (invitation: Pick<Invitation, 'id'>, page = ''): string =>
  `/console/request/${publicInvitationId(invitation)}${page}`
export const sentPath = (invitation: Pick<Invitation, 'id'>): string => draftPath(invitation, '/sent')

/** The text part of the mail as it goes out if this person sends it, but for the link that does not exist yet. */
function previewOf(
  { invitation, message, partner, provider }: Awaited<ReturnType<typeof previewInvitation>>,
  sender: string,
  now: Date,
): string {
  const { recipient, adminPrivileges } = invitation
  const { previewLink } = consoleRequestWords(recipient.locale).message
  const { name, baseUrl } = portalOf(partner.cloud)
  const roles = adminPrivileges?.roles.map((code) => ({ code, risk: adminRoleByCode(code).risk }))
  return renderInvitationMail({
    locale: recipient.locale,
    partner,
    provider,
    recipient,
    message,
    sender,
    link: previewLink,
    code: previewLink,
    acceptUrl: `${baseUrl}/accept`,
    portalName: name,
    operatorName: OPERATOR_NAME,
    adminPrivileges: adminPrivileges && { ...adminPrivileges, roles: roles ?? [] },
    expiresAt: addDuration(now, invitation.expiresIn),
  }).text
}

async function messagePage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const { caller, form, now } = request
  const shown = await previewInvitation(caller, idOf(request), now)
  const { invitation, message } = shown
  if (invitation.status !== 'draft') return { redirect: pathOfRequest(invitation) }
  const view = {
    invitation,
    message,
    preview: previewOf(shown, caller.name, now),
    key: form.get('key') ?? freshKey(),
    changes: shown.changes,
    saved: request.query.get('done') === 'saved',
    reminds: reminderTimes(now, addDuration(now, invitation.expiresIn)).length > 0,
  }
  return { page: <MessagePage frame={consoleFrame(request, 'request')} view={view} again={again} /> }
}

const fields = { subject: 'subject', text: 'text' }

/** Step 2: the draft e-mail, and the way to the customer. */
export const consoleMessage = {
  'console-message': (request) => messagePage(request),

  'console-message-sent': async (request) => {
    const { data, again } = checked(messageForm, request)
    if (again) return messagePage(request, again)
    const { caller, now } = request
    const id = idOf(request)
    const wanted = { subject: data.subject, text: data.text }
    const { invitation, message } = await getInvitation(caller, id, now)
    if (invitation.status === 'draft' && differs(message, wanted)) {
      const edited = await refusalOr(editMessage(caller, id, wanted, data.version, now))
      if ('refusal' in edited) return messagePage(request, againOf(request, [edited.refusal], fields))
    }
    if (data.do === 'save') return { redirect: draftPath({ id }, '?done=saved') }
    const repeatable = repeatableOf(request, `send/${id}`, { via: data.do })
    const sent = await refusalOr(sendInvitation(caller, id, 'send', data.do, repeatable, now))
    if ('refusal' in sent) return messagePage(request, againOf(request, [sent.refusal], fields))
    return { redirect: sentPath({ id }) }
  },

  'console-sent': async (request) => {
    const { invitation, message, link, changes } = await previewInvitation(request.caller, idOf(request), request.now)
    if (invitation.status !== 'issued' || !link) return { redirect: pathOfRequest(invitation) }
    return { page: <SentPage frame={consoleFrame(request, 'request')} view={{ invitation, message, link, changes }} /> }
  },
} satisfies Partial<PageHandlers<'partner'>>
