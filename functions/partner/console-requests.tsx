import * as z from 'zod'
import { mayHandle } from '../../shared/domain/admin-privileges.ts'
import { canonical } from '../../shared/domain/canonical.ts'
import { bareId } from '../../shared/domain/ids.ts'
import { invitationStatuses, vias } from '../../shared/domain/invitation.ts'
import { email, maskAddress } from '../../shared/domain/text.ts'
import { addDuration } from '../../shared/domain/time.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { type PageReply, refusalOr } from '../../shared/http/page.tsx'
import { consoleRequestWords } from '../../shared/messages/pages/pages.ts'
import { getInvitation } from '../../shared/use-cases/get-invitation.ts'
import { portalOf } from '../../shared/use-cases/link-of.ts'
import { listInvitationEvents } from '../../shared/use-cases/list-invitation-events.ts'
import { listInvitations } from '../../shared/use-cases/list-invitations.ts'
import { previewInvitation } from '../../shared/use-cases/preview-invitation.ts'
import { revokeInvitation } from '../../shared/use-cases/revoke-invitation.ts'
import { sendInvitation } from '../../shared/use-cases/send-invitation.ts'
import { PreviewPage } from '../../shared/views/console-message.tsx'
import type { Again } from '../../shared/views/console-parts.tsx'
import { RequestRecordPage, WithdrawalPage } from '../../shared/views/console-request-record.tsx'
import { pathOfRequest, RequestsPage } from '../../shared/views/console-requests.tsx'
import type { PageHandlers } from '../http-function.ts'
import {
  againOf,
  type ConsoleRequest,
  checked,
  consoleFrame,
  freshKey,
  historyOf,
  listed,
  repeatableOf,
  saidOf,
} from './console.ts'
import { sentPath } from './console-message.tsx'

const { OPERATOR_NAME } = readEnvironment('OPERATOR_NAME')

const searchForm = z.object({ recipient: email.optional() })
export const resendForm = z.object({ via: z.enum(vias) })

const idOf = ({ params }: ConsoleRequest) => bareId('inv', params.id)

async function recordPage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const { caller, form, locale, now } = request
  const id = idOf(request)
  const { invitation, message, link } = await getInvitation(caller, id, now)
  const of = { partnerId: caller.tenantId, invitationId: id }
  const history = await historyOf(request, pathOfRequest(invitation), of, (page) =>
    listInvitationEvents(caller.tenantId, id, page),
  )
  const { resent, revoked } = consoleRequestWords(locale).one
  const view = {
    invitation,
    message,
    link,
    history,
    mayAsk: mayHandle(invitation.adminPrivileges, caller.appRoles),
    key: form.get('key') ?? freshKey(),
    said: saidOf(request, { resent, revoked }),
    now,
  }
  return { page: <RequestRecordPage frame={consoleFrame(request, 'requests')} view={view} again={again} /> }
}

async function withdrawalPage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const { invitation } = await getInvitation(request.caller, idOf(request), request.now)
  return { page: <WithdrawalPage frame={consoleFrame(request, 'requests')} invitation={invitation} again={again} /> }
}

/** What became of the requests, and what can still be done with them. */
export const consoleRequests = {
  'console-requests': async (request) => {
    const { caller, query, now } = request
    const wanted = query.get('status') ?? 'issued'
    const status = invitationStatuses.find((one) => one === wanted)
    const { data, again } = checked(searchForm, { form: query, locale: request.locale })
    const filter = { status, recipient: data?.recipient }
    const scope = `requests/${caller.tenantId}/${canonical(filter)}`
    const { items, next } = await listed(request, '/console/requests', scope, (page) =>
      listInvitations(caller.tenantId, { ...filter, ...page }, now),
    )
    const view = {
      requests: items,
      status: status ?? 'all',
      recipient: query.get('recipient') ?? '',
      errors: again?.errors,
      next,
      now,
    }
    return { page: <RequestsPage frame={consoleFrame(request, 'requests')} view={view} /> }
  },

  'console-request-record': (request) => recordPage(request),

  'console-request-resent': async (request) => {
    const { data, again } = checked(resendForm, request)
    if (again) return recordPage(request, again)
    const { caller, now } = request
    const id = idOf(request)
    const repeatable = repeatableOf(request, `resend/${id}`, data)
    const result = await refusalOr(sendInvitation(caller, id, 'resend', data.via, repeatable, now))
    if ('refusal' in result) return recordPage(request, againOf(request, [result.refusal]))
    const { invitation } = result.value
    return { redirect: data.via === 'ses' ? pathOfRequest(invitation, '?done=resent') : sentPath(invitation) }
  },

  'console-withdrawal': (request) => withdrawalPage(request),

  'console-withdrawn': async (request) => {
    const result = await refusalOr(revokeInvitation(request.caller, idOf(request), request.now))
    if ('refusal' in result) return withdrawalPage(request, againOf(request, [result.refusal]))
    return { redirect: pathOfRequest(result.value.invitation, '?done=revoked') }
  },

  'console-preview': async (request) => {
    const { caller, now } = request
    const { invitation, partner, provider } = await previewInvitation(caller, idOf(request), now)
    const expiresAt =
      'expiresAt' in invitation && invitation.expiresAt
        ? new Date(invitation.expiresAt)
        : addDuration(now, invitation.expiresIn)
    const shown = {
      partner,
      provider,
      recipient: maskAddress(invitation.recipient.email),
      terms: invitation.adminPrivileges,
      expiresAt,
      portalName: portalOf(partner.cloud).name,
      operator: OPERATOR_NAME,
      renews: false,
    }
    return { page: <PreviewPage frame={consoleFrame(request, 'requests')} invitation={invitation} shown={shown} /> }
  },
} satisfies Partial<PageHandlers<'partner'>>
