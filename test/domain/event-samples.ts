import type { EventData, EventName } from '../../shared/domain/events.ts'

const endsAt = '2026-11-30T09:05:00.000Z'
const terms = { roles: ['SS', 'DR'] as const, duration: 'P30D', autoExtend: 'P180D' as const }
const asked = { ...terms, roles: [...terms.roles] }
const privileges = { roles: asked.roles, endsAt, autoExtend: asked.autoExtend }
const issued = { via: 'ses', generation: 2, expiresAt: endsAt }
const report = { generation: 2, reason: 'permanent-general' }
const subscription = { subscription: 'sub_018f0000-0000-7000-8000-000000000002', kind: 'license-based' }
const serviceRequest = { serviceRequest: 'req_018f0000-0000-7000-8000-000000000003', channel: 'portal' }

const litware = { id: '018f0000-0000-7000-8000-000000000009', name: 'Litware', domain: 'litware.example' }

const outcome: NonNullable<EventData<'invitation.accepted'>['adminPrivileges']> = {
  added: ['SS'],
  removed: ['US'],
  kept: ['DR'],
  endsAt: { before: null, after: endsAt },
  autoExtend: { before: null, after: 'P180D' },
  begins: 'now',
}

/** A payload with every field, for each event. */
export const payloads: { [N in EventName]: Required<EventData<N>> } = {
  'invitation.created': { adminPrivileges: asked },
  'invitation.message-edited': { sha256: 'd'.repeat(43) },
  'invitation.sent': issued,
  'invitation.resent': issued,
  'invitation.forwarded': { email: 'cem@contoso.example', name: 'Cem', generation: 2 },
  'invitation.fresh-link-requested': { generation: 2 },
  'invitation.not-us': { note: 'a note', domain: 'contoso.example', generation: 2 },
  'invitation.delivered': report,
  'invitation.bounced': report,
  'invitation.complained': report,
  'invitation.failed': report,
  'invitation.reminded': { generation: 2, daysLeft: 7, expiresAt: endsAt },
  'invitation.accepted': { digest: 'd'.repeat(43), granted: asked, withheld: null, adminPrivileges: outcome },
  'invitation.declined': { reason: 'a reason' },
  'invitation.revoked': {},
  'invitation.closed': { reason: 'relationship-exists' },
  'invitation.expired': { generation: 2 },
  'relationship.established': {
    invitation: '018f0000-0000-7000-8000-000000000001',
    status: 'active',
    renewed: false,
    digest: 'd'.repeat(43),
    agreement: { version: '2026-01', language: 'en', sha256: 'e'.repeat(64) },
    provider: litware,
    adminPrivileges: outcome,
    reseller: '018f0000-0000-7000-8000-000000000008',
  },
  'relationship.confirmed': {
    provenDomain: 'contoso.example',
    granted: privileges,
    expired: privileges,
    reseller: 'tailspin',
  },
  'relationship.refused': {
    provenDomain: 'contoso.example',
    reseller: 'tailspin',
    status: 'removed',
    provider: litware,
  },
  'relationship.renamed': { name: 'Contoso', previous: 'contoso.example' },
  'relationship.lapsed': {
    provenDomain: 'contoso.example',
    reseller: 'tailspin',
    status: 'removed',
    provider: litware,
  },
  'relationship.withdrawn': {
    provenDomain: 'contoso.example',
    reason: 'a reason',
    reseller: 'tailspin',
    status: 'removed',
    provider: litware,
  },
  'relationship.support-contact-assigned': {},
  'relationship.support-renegotiated': { side: 'partner', endsAt, agreedEnd: endsAt },
  'relationship.end-requested': { reason: 'a reason' },
  'relationship.end-request-withdrawn': {},
  'relationship.removed': { provider: litware },
  'agreement.accepted': { version: '2026-01', sha256: 'e'.repeat(64), language: 'en' },
  'agreement.requested': { version: '2026-01' },
  'admin-privileges.granted': privileges,
  'admin-privileges.changed': { ...privileges, added: ['DR'], removed: [], waiting: true },
  'admin-privileges.revoked': { ...privileges, waiting: true },
  'admin-privileges.relinquished': privileges,
  'admin-privileges.expiring': { ...privileges, daysLeft: 7 },
  'admin-privileges.extended': { ...privileges, previousEnd: endsAt },
  'admin-privileges.expired': privileges,
  'admin-privileges.reported': { ...privileges, enforcement: 'applied', reason: 'a reason', state: 'active' },
  'service-request.opened': { ...serviceRequest, severity: 'critical' },
  'service-request.closed': serviceRequest,
  'subscription.created': { ...subscription, quantity: 5 },
  'subscription.suspended': subscription,
  'subscription.cancelled': { ...subscription, vendorReference: 'MS-4711' },
}
