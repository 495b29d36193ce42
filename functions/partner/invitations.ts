import { canonical } from '../../shared/domain/canonical.ts'
import { bareId } from '../../shared/domain/ids.ts'
import type { Reply } from '../../shared/http/answer.ts'
import { historyReply } from '../../shared/http/history.ts'
import { listReply } from '../../shared/http/list.ts'
import { invitationView, listedInvitationView } from '../../shared/http/shapes/invitation.ts'
import { preflightView } from '../../shared/http/shapes/preflight.ts'
import { createInvitation } from '../../shared/use-cases/create-invitation.ts'
import { editMessage } from '../../shared/use-cases/edit-message.ts'
import { getInvitation, type ShownInvitation } from '../../shared/use-cases/get-invitation.ts'
import { listInvitationEvents } from '../../shared/use-cases/list-invitation-events.ts'
import { listInvitations } from '../../shared/use-cases/list-invitations.ts'
import { preflightInvitation } from '../../shared/use-cases/preflight-invitation.ts'
import { revokeInvitation } from '../../shared/use-cases/revoke-invitation.ts'
import { sendInvitation } from '../../shared/use-cases/send-invitation.ts'
import type { Handlers } from '../http-function.ts'

const invitationReply = (shown: ShownInvitation & { status?: number; replayed?: boolean }, now: Date): Reply => ({
  status: shown.status,
  replayed: shown.replayed,
  version: shown.invitation.version,
  body: invitationView(shown, now),
})

/** Invitations: draft, hand over, watch, withdraw. */
export const invitations = {
  'create-invitation': async ({ caller, body, idempotency, now }) =>
    invitationReply(await createInvitation(caller, body, idempotency, now), now),

  'preflight-invitation': async ({ caller, body, now }) => ({
    body: preflightView(await preflightInvitation(caller, body, now)),
  }),

  'list-invitations': async ({ caller, query: { limit, cursor, ...filter }, now }) =>
    listReply(
      `invitations/${caller.tenantId}/${canonical(filter)}`,
      { limit, cursor },
      (page) => listInvitations(caller.tenantId, { ...filter, ...page }, now),
      (invitation) => listedInvitationView(invitation, now),
    ),

  'get-invitation': async ({ caller, params, now }) =>
    invitationReply(await getInvitation(caller, bareId('inv', params.id), now), now),

  'edit-message': async ({ caller, params, body, ifMatch, now }) =>
    invitationReply(await editMessage(caller, bareId('inv', params.id), body, ifMatch, now), now),

  'send-invitation': async ({ caller, params, body, idempotency, now }) =>
    invitationReply(await sendInvitation(caller, bareId('inv', params.id), 'send', body.via, idempotency, now), now),

  'resend-invitation': async ({ caller, params, body, idempotency, now }) =>
    invitationReply(await sendInvitation(caller, bareId('inv', params.id), 'resend', body?.via, idempotency, now), now),

  'revoke-invitation': async ({ caller, params, now }) =>
    invitationReply(await revokeInvitation(caller, bareId('inv', params.id), now), now),

  'list-invitation-events': async ({ caller: { tenantId: partnerId }, params, query }) => {
    const invitationId = bareId('inv', params.id)
    const ask = (page: { limit: number; after?: string }) => listInvitationEvents(partnerId, invitationId, page)
    return historyReply('partner', { partnerId, invitationId }, query, ask)
  },
} satisfies Partial<Handlers<'partner'>>
