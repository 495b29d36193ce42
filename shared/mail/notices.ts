import type { NoticeEvent } from '../domain/events.ts'
import { accepted, bounced, declined, expired, freshLinkRequested, notUs, receipt } from './invitation-notices.ts'
import type { RenderedMail } from './layout.tsx'
import { type Notice, type NoticeFacts, renderNotice } from './notice.ts'
import { agreementRequested, endRequested, privileges, removed } from './relationship-notices.ts'

/** One writer for each event that sends a notice: a missing one does not compile. */
const writers: { [N in NoticeEvent]: (facts: NoticeFacts<N>) => Notice } = {
  'invitation.accepted': accepted,
  'invitation.declined': declined,
  'invitation.not-us': notUs,
  'invitation.expired': expired,
  'invitation.bounced': bounced,
  'invitation.fresh-link-requested': freshLinkRequested,
  'relationship.established': receipt,
  'relationship.end-requested': endRequested,
  'agreement.requested': agreementRequested,
  'relationship.refused': removed,
  'relationship.removed': removed,
  'admin-privileges.expiring': privileges('privileges-expiring'),
  'admin-privileges.extended': privileges('privileges-extended'),
  'admin-privileges.expired': privileges('privileges-expired'),
  'admin-privileges.revoked': privileges('privileges-revoked'),
}

export const writeNotice = <N extends NoticeEvent>(name: N, facts: NoticeFacts<N>): RenderedMail =>
  renderNotice(facts, writers[name](facts))
