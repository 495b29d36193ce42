import { eventFor } from '../../shared/domain/history.ts'
import { bareTenantId } from '../../shared/domain/ids.ts'
import { listReply } from '../../shared/http/list.ts'
import { refusalOr } from '../../shared/http/page.tsx'
import { partnersWords } from '../../shared/messages/pages/pages.ts'
import { getBlock } from '../../shared/use-cases/get-block.ts'
import { getRelationship } from '../../shared/use-cases/get-relationship.ts'
import { getRelationshipDetails } from '../../shared/use-cases/get-relationship-details.ts'
import { listPartners } from '../../shared/use-cases/list-partners.ts'
import { listRelationshipEvents } from '../../shared/use-cases/list-relationship-events.ts'
import { verifyHistory } from '../../shared/use-cases/verify-history.ts'
import { withCurrentAgreement } from '../../shared/use-cases/with-current-agreement.ts'
import { PartnerPage } from '../../shared/views/partners-detail.tsx'
import { PartnerHistoryPage } from '../../shared/views/partners-history.tsx'
import { PartnersPage } from '../../shared/views/partners-list.tsx'
import type { PageHandlers } from '../http-function.ts'
import { forMembers, type MemberRequest, nextHref, sideOf } from './partners-side.tsx'

const rowsOnPage = 25
const eventsOnPage = 50

// what was changed on a page of its own, told on the reseller's
function doneIn({ query, locale }: MemberRequest): string | undefined {
  const { change, remove, end, support } = partnersWords(locale)
  const sentences: Record<string, string> = {
    changed: change.done,
    removed: remove.done,
    end: end.done,
    'end-withdrawn': end.withdrawn,
    support: support.done,
    'support-both': support.doneBoth,
  }
  return sentences[query.get('done') ?? '']
}

/** Names of the other partners of a channel, as far as they are the customer's partners, too. */
async function channelNames(partnerIds: readonly string[], customerId: string) {
  const found = await Promise.all(
    partnerIds.slice(0, rowsOnPage).map((id) => refusalOr(getRelationship(id, customerId), 'not-found')),
  )
  return found.flatMap((one) =>
    'value' in one ? [{ partnerId: one.value.partnerId, name: one.value.partnerName }] : [],
  )
}

/** The customer's partners, one of them, and what happened with it. */
export const partnersPages = {
  partners: forMembers(async (request) => {
    const { caller, query, now } = request
    const removed = query.get('status') === 'removed'
    const status = removed ? ('removed' as const) : undefined
    const { body } = await listReply(
      `partners-page/${caller.tenantId}/${status ?? ''}`,
      { limit: rowsOnPage, cursor: query.get('cursor') ?? undefined },
      async (page) => withCurrentAgreement(await listPartners(caller, { status, ...page })),
      (listed) => listed,
    )
    const next = nextHref(removed ? '/partners?status=removed' : '/partners', body.nextCursor)
    const relationships = body.data.map(({ relationship }) => relationship)
    const agreementOpen = !removed && body.data.some(({ agreementIsCurrent }) => !agreementIsCurrent)
    const facts = { relationships, agreementOpen, removed, nextHref: next, now }
    return { page: <PartnersPage side={sideOf(request)} facts={facts} /> }
  }),

  partner: forMembers(async (request) => {
    const { caller, params, now } = request
    const partnerId = bareTenantId(params.partnerId)
    const [details, block] = await Promise.all([
      getRelationshipDetails(partnerId, caller.tenantId),
      getBlock(caller, partnerId),
    ])
    const channel = await channelNames(details.relationship.channel?.partnerIds ?? [], caller.tenantId)
    const facts = { ...details, channel, block, now }
    return { page: <PartnerPage side={sideOf(request, { done: doneIn(request) })} facts={facts} /> }
  }),

  'partner-history': forMembers(async (request) => {
    const { caller, params, query } = request
    const { tenantId: customerId } = caller
    const partnerId = bareTenantId(params.partnerId)
    const relationship = await getRelationship(partnerId, customerId)
    const [{ body }, chain] = await Promise.all([
      listReply(
        `history-page/${partnerId}/${customerId}`,
        { limit: eventsOnPage, cursor: query.get('cursor') ?? undefined },
        (page) => listRelationshipEvents(partnerId, customerId, page),
        (event) => eventFor('customer', customerId, event),
      ),
      verifyHistory({ partnerId, customerId }),
    ])
    const next = nextHref(`/partners/${partnerId}/history`, body.nextCursor)
    const facts = { relationship, events: body.data, chain, nextHref: next }
    return { page: <PartnerHistoryPage side={sideOf(request)} facts={facts} /> }
  }),
} satisfies Partial<PageHandlers<'customer'>>
