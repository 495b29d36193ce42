import type { LetterTemplate, Template } from '../domain/notifications.ts'
import { accepted, bounced, declined, expired, freshLinkRequested, notUs, receipt } from './invitation-notices.ts'
import type { RenderedMail } from './layout.tsx'
import { type Notice, type NoticeFacts, renderNotice } from './notice.ts'
import { endRequested, privileges, removed } from './relationship-notices.ts'

export type NoticeTemplate = Exclude<Template, LetterTemplate>

/** One writer for each notice: a missing one does not compile. */
const writers: Record<NoticeTemplate, (facts: NoticeFacts) => Notice> = {
  accepted,
  declined,
  'not-us': notUs,
  expired,
  bounced,
  'fresh-link-requested': freshLinkRequested,
  receipt,
  'end-requested': endRequested,
  removed,
  'privileges-expiring': privileges('privileges-expiring'),
  'privileges-extended': privileges('privileges-extended'),
  'privileges-expired': privileges('privileges-expired'),
  'privileges-revoked': privileges('privileges-revoked'),
}

export const writeNotice = (template: NoticeTemplate, facts: NoticeFacts): RenderedMail =>
  renderNotice(facts, writers[template](facts))
