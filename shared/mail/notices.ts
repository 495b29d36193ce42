import type { NoticeEvent } from '../domain/events.ts'
import { becameProvider, endedByProvider } from './channel-notices.ts'
import { accepted, bounced, declined, expired, freshLinkRequested, notUs, receipt } from './invitation-notices.ts'
import type { RenderedMail } from './layout.tsx'
import { type Notice, type NoticeFacts, renderNotice } from './notice.ts'
import {
  agreementRequested,
  confirmed,
  endRequested,
  endRequestWithdrawn,
  lapsed,
  privileges,
  removed,
  withdrawn,
} from './relationship-notices.ts'
import { supportEndProposed } from './support-notices.ts'

const ended = (facts: NoticeFacts<'relationship.removed' | 'relationship.refused'>): Notice =>
  facts.audience === 'partner' ? endedByProvider(facts) : removed(facts)

/** One writer for each event that sends a notice: a missing one does not compile. */
const writers: { [N in NoticeEvent]: (facts: NoticeFacts<N>) => Notice } = {
  'invitation.accepted': accepted,
  'invitation.declined': declined,
  'invitation.not-us': notUs,
  'invitation.expired': expired,
  'invitation.bounced': bounced,
  'invitation.fresh-link-requested': freshLinkRequested,
  'relationship.established': (facts) => (facts.audience === 'partner' ? becameProvider(facts) : receipt(facts)),
  'relationship.support-renegotiated': supportEndProposed,
  'relationship.end-requested': endRequested,
  'relationship.end-request-withdrawn': endRequestWithdrawn,
  'agreement.requested': agreementRequested,
  'relationship.confirmed': confirmed,
  'relationship.refused': ended,
  'relationship.lapsed': lapsed,
  'relationship.withdrawn': withdrawn,
  'relationship.removed': ended,
  'admin-privileges.expiring': privileges('privileges-expiring'),
  'admin-privileges.extended': privileges('privileges-extended'),
  'admin-privileges.expired': privileges('privileges-expired'),
  'admin-privileges.revoked': privileges('privileges-revoked'),
}

export const writeNotice = <N extends NoticeEvent>(name: N, facts: NoticeFacts<N>): RenderedMail =>
  renderNotice(facts, writers[name](facts))
