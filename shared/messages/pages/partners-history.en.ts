import type { EventName } from '../../domain/events.ts'

/** What a relationship's history tells the customer of. */
export type ToldEvent = Exclude<EventName, `invitation.${string}`>

const events: Record<ToldEvent, string> = {
  'relationship.established': 'Your organisation said yes',
  'relationship.confirmed': 'The reseller confirmed that you are its customer',
  'relationship.refused': 'The reseller does not know you as its customer',
  'relationship.renamed': 'The reseller gave your organisation another name',
  'relationship.lapsed': 'The reseller did not confirm in time, so your acceptance lapsed',
  'relationship.withdrawn': 'Your organisation withdrew its acceptance before the reseller confirmed',
  'relationship.support-contact-assigned': 'A support contact was named',
  'relationship.support-renegotiated': 'A day for the end of support was named',
  'relationship.end-requested': 'Your organisation asked to end the relationship',
  'relationship.end-request-withdrawn': 'Your organisation withdrew its request to end the relationship',
  'relationship.removed': 'The relationship ended',
  'agreement.accepted': 'The customer agreement was accepted',
  'agreement.requested': 'The reseller asked you to accept the agreement in force',
  'admin-privileges.granted': 'Admin privileges were granted',
  'admin-privileges.changed': 'Admin privileges were changed',
  'admin-privileges.revoked': 'Admin privileges were taken away',
  'admin-privileges.relinquished': 'The reseller gave up its admin privileges',
  'admin-privileges.expiring': 'A warning was sent: admin privileges end soon',
  'admin-privileges.extended': 'Admin privileges were extended automatically',
  'admin-privileges.expired': 'Admin privileges ended',
  'admin-privileges.reported': 'A connected system reported on admin privileges',
  'service-request.opened': 'A support request was opened for you',
  'service-request.closed': 'A support request was closed',
  'subscription.created': 'A subscription was set up',
  'subscription.suspended': 'A subscription was suspended',
  'subscription.cancelled': 'A subscription was cancelled',
}

export const partnersHistoryEn = {
  title: (p: { partner: string }) => `History with ${p.partner}`,
  lead: 'What happened, oldest first. Nobody can change it.',
  caption: 'What happened',
  when: 'When',
  what: 'What',
  who: 'By',
  events,
  actors: {
    partner: 'the reseller',
    customer: 'your organisation',
    operator: 'the operator of this service',
    schedule: 'this service, on schedule',
    erased: 'erased',
  },
  roles: 'Privileges',
  added: 'Given',
  removed: 'Taken away',
  until: 'Until',
  name: 'Name',
  reason: 'Reason',
  version: 'Version',
  reference: 'Reference',
  day: 'Day',
  renewed: 'The relationship existed already',
  undelivered: 'The mail about this could not be delivered.',
  receipt: {
    title: 'Receipt',
    lead: 'What your organisation agreed to. Each fingerprint belongs to exactly one text.',
    when: 'Accepted on',
    who: 'Accepted by',
    agreement: 'Customer agreement',
    agreementHash: 'SHA-256 of its text',
    shownHash: 'SHA-256 of what was shown',
    head: 'Last entry of the history',
    entry: (p: { seq: number; hash: string }) => `Number ${p.seq}: ${p.hash}`,
  },
  chain: {
    ok: 'The history is whole: no entry was changed, dropped or swapped.',
    broken: (p: { seq: number }) =>
      `The history does not fit together at entry ${p.seq}. Tell the operator of this service, and keep your receipts.`,
  },
  empty: 'There is nothing on this page.',
}

export type PartnersHistoryWords = typeof partnersHistoryEn
