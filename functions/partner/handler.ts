import { readFileSync } from 'node:fs'
import { bareId, bareTenantId } from '../../shared/domain/ids.ts'
import type { Reply } from '../../shared/http/answer.ts'
import { sealCursor, unsealCursor } from '../../shared/http/cursor.ts'
import { invitationView, listedInvitationView } from '../../shared/http/shapes/invitation.ts'
import { eventView } from '../../shared/http/shapes/list.ts'
import { customerView, listedCustomerView } from '../../shared/http/shapes/relationship.ts'
import { keyRing } from '../../shared/secrets/key-ring.ts'
import { createInvitation } from '../../shared/use-cases/create-invitation.ts'
import { editMessage } from '../../shared/use-cases/edit-message.ts'
import { getInvitation, type ShownInvitation } from '../../shared/use-cases/get-invitation.ts'
import { getRelationship } from '../../shared/use-cases/get-relationship.ts'
import { portalOf } from '../../shared/use-cases/link-of.ts'
import { listCustomers } from '../../shared/use-cases/list-customers.ts'
import { listInvitationEvents } from '../../shared/use-cases/list-invitation-events.ts'
import { listInvitations } from '../../shared/use-cases/list-invitations.ts'
import { revokeInvitation } from '../../shared/use-cases/revoke-invitation.ts'
import { sendInvitation } from '../../shared/use-cases/send-invitation.ts'
import { httpFunction } from '../http-function.ts'

const invitationReply = (shown: ShownInvitation & { status?: number; replayed?: boolean }, now: Date): Reply => ({
  status: shown.status,
  replayed: shown.replayed,
  version: shown.invitation.version,
  body: invitationView(shown, now),
})

const text = (position: string | number | undefined) => (position === undefined ? undefined : String(position))
const number = (position: string | number | undefined) => (position === undefined ? undefined : Number(position))

/** Issues invitations and manages customers; for partners' people only. */
export const handler = httpFunction('partner', {
  'create-invitation': async ({ caller, body, idempotency, now }) =>
    invitationReply(await createInvitation(caller, body, idempotency, now), now),

  'list-invitations': async ({ caller, query, now }) => {
    const ring = await keyRing()
    const scope = `invitations/${caller.tenantId}/${query.status ?? ''}`
    const after = text(unsealCursor(ring, scope, query.cursor))
    const page = await listInvitations(caller.tenantId, { status: query.status, limit: query.limit, after }, now)
    return {
      body: {
        data: page.items.map((i) => listedInvitationView(i, now)),
        nextCursor: sealCursor(ring, scope, page.after),
      },
    }
  },

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

  'list-invitation-events': async ({ caller, params, query }) => {
    const ring = await keyRing()
    const id = bareId('inv', params.id)
    const scope = `events/${caller.tenantId}/${id}`
    const afterSeq = number(unsealCursor(ring, scope, query.cursor))
    const page = await listInvitationEvents(caller.tenantId, id, { limit: query.limit, afterSeq })
    return { body: { data: page.events.map(eventView), nextCursor: sealCursor(ring, scope, page.afterSeq) } }
  },

  'list-customers': async ({ caller, query, now }) => {
    const ring = await keyRing()
    const scope = `customers/${caller.tenantId}/${query.status ?? ''}`
    const after = text(unsealCursor(ring, scope, query.cursor))
    const page = await listCustomers(caller.tenantId, { status: query.status, limit: query.limit, after })
    return {
      body: {
        data: page.items.map((r) => listedCustomerView(r, now)),
        nextCursor: sealCursor(ring, scope, page.after),
      },
    }
  },

  'get-customer': async ({ caller, params, now }) => {
    const relationship = await getRelationship(caller.tenantId, bareTenantId(params.customerId))
    const { baseUrl } = portalOf(relationship.cloud)
    return { body: customerView(relationship, caller, baseUrl, now), version: relationship.version }
  },

  health: async () => ({ body: { status: 'ok' } }),

  // written by the build beside this function's bundle
  openapi: async () => ({ body: JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8')) }),
})
