import type { AcceptedAgreement, Agreement } from '../../shared/domain/agreement.ts'
import { emptyHead } from '../../shared/domain/chain.ts'
import { isProblem } from '../../shared/domain/errors.ts'
import { type EventFacts, fact } from '../../shared/domain/events.ts'
import type {
  DecidedInvitation,
  DraftInvitation,
  Invitation,
  InvitationStatus,
  IssuedInvitation,
  RevokedInvitation,
} from '../../shared/domain/invitation.ts'
import type { Partner } from '../../shared/domain/partner.ts'
import { actorOf, type Member } from '../../shared/domain/people.ts'
import type { Relationship } from '../../shared/domain/relationship.ts'

/** The moment at which examples happen; `later` and `earlier` are told in milliseconds from it. */
export const now = new Date('2026-03-02T12:00:00.000Z')
export const later = (ms: number): Date => new Date(now.getTime() + ms)
export const day = 86_400_000

export const fabrikam = 'f0000000-0000-4000-8000-00000000000f'
export const contoso = 'c0000000-0000-4000-8000-00000000000c'
export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'

/** Fabrikam in Türkiye: admitted, active, sells directly. */
export const aPartner = (over: Partial<Partner> = {}): Partner => ({
  id: fabrikam,
  status: 'active',
  type: 'direct',
  name: 'Fabrikam',
  domain: 'fabrikam.example',
  country: 'TR',
  cloud: 'public',
  contact: { name: 'Ada Yılmaz', email: 'ada@fabrikam.example', phone: '+90 212 555 0100' },
  limits: {},
  version: 1,
  ...over,
})

/** Carla, Global Administrator of Contoso in the Emirates. */
export const aMember = (over: Partial<Member> = {}): Member => ({
  cloud: 'public',
  tenantId: contoso,
  userId: 'ca71a000-0000-4000-8000-000000000001',
  name: 'Carla Haddad',
  signInName: 'carla@contoso.example',
  country: 'AE',
  appRoles: [],
  directoryRoles: [globalAdministrator],
  membership: 'member',
  ...over,
})

/** Ada, AdminAgent of Fabrikam. */
export const aPartnerUser = (over: Partial<Member> = {}): Member =>
  aMember({
    tenantId: fabrikam,
    userId: 'ada00000-0000-4000-8000-000000000001',
    name: 'Ada Yılmaz',
    signInName: 'ada@fabrikam.example',
    country: 'TR',
    appRoles: ['AdminAgent'],
    directoryRoles: [],
    ...over,
  })

const base = {
  id: '01950000-0000-7000-8000-000000000001',
  partnerId: fabrikam,
  version: 2,
  head: emptyHead,
  recipient: { email: 'it@contoso.example', name: 'Carla Haddad', company: 'Contoso Ltd', locale: 'en' as const },
  recipientHash: 'hash-of-it@contoso.example',
  customer: {},
  adminPrivileges: { roles: ['SS' as const, 'US' as const], duration: 'P180D', autoExtend: 'P180D' as const },
  expiresIn: 'P30D',
  createdAt: later(-2 * day).toISOString(),
}
const sent = { via: 'ses' as const, issuedAt: later(-day).toISOString(), expiresAt: later(29 * day).toISOString() }

export const aDraft = (over: Partial<DraftInvitation> = {}): DraftInvitation => ({
  ...base,
  version: 1,
  generation: 0,
  status: 'draft',
  ...over,
})

/** Issued yesterday, open for 29 more days. */
export const anInvitation = (over: Partial<IssuedInvitation> = {}): IssuedInvitation => ({
  ...base,
  ...sent,
  generation: 1,
  status: 'issued',
  ...over,
})

export const aRevoked = (over: Partial<RevokedInvitation> = {}): RevokedInvitation => ({
  ...anInvitation(),
  status: 'revoked',
  version: 3,
  decidedAt: later(-1000).toISOString(),
  ...over,
})

/** Accepted a second ago by Carla unless told otherwise. */
export const aDecided = (over: Partial<DecidedInvitation> = {}): DecidedInvitation => {
  const { tenantId, userId } = aMember()
  return {
    ...anInvitation(),
    status: 'accepted',
    version: 3,
    decidedAt: later(-1000).toISOString(),
    decidedBy: { tenantId, userId },
    ...over,
  }
}

/** An invitation in any state. `overdue` is issued, and its time is over although no schedule has said so. */
export function invitationIn(state: InvitationStatus | 'overdue'): Invitation {
  if (state === 'draft') return aDraft()
  if (state === 'issued') return anInvitation()
  if (state === 'overdue') return anInvitation({ expiresAt: now.toISOString() })
  if (state === 'revoked') return aRevoked()
  return aDecided({ status: state, ...(state === 'expired' && { decidedBy: undefined }) })
}

/** Fabrikam's active customer Contoso, without admin privileges. */
export const aRelationship = (over: Partial<Relationship> = {}): Relationship => ({
  partnerId: fabrikam,
  customerId: contoso,
  status: 'active',
  version: 4,
  head: { seq: 3, hash: 'hash-of-event-3' },
  name: 'Contoso',
  nameSource: 'partner',
  provenDomain: 'contoso.example',
  country: 'AE',
  cloud: 'public',
  partnerName: 'Fabrikam',
  partnerDomain: 'fabrikam.example',
  since: later(-400 * day).toISOString(),
  invitationId: '01940000-0000-7000-8000-000000000009',
  agreementVersion: '2025-10',
  customerContact: { name: 'Carla Haddad', email: 'carla@contoso.example', locale: 'en' },
  openSubscriptions: {},
  adminPrivileges: null,
  ...over,
})

export const anAgreement = (over: Partial<Agreement> = {}): Agreement => ({
  version: '2026-01',
  languages: {
    en: { title: 'Customer agreement', url: 'https://liaison.example/agreement/en', sha256: 'a'.repeat(64) },
    tr: { title: 'Müşteri sözleşmesi', url: 'https://liaison.example/agreement/tr', sha256: 'b'.repeat(64) },
  },
  ...over,
})

export const anAcceptedAgreement = (over: Partial<AcceptedAgreement> = {}): AcceptedAgreement => ({
  version: '2026-01',
  language: 'en',
  sha256: 'a'.repeat(64),
  acceptedAt: later(-100 * day).toISOString(),
  userId: aMember().userId,
  firstName: 'Carla',
  lastName: 'Haddad',
  email: 'carla@contoso.example',
  ...over,
})

/** The code of the refusal that `act` answers, or `none` where it goes through. Any other error is thrown on. */
export function refusalOf(act: () => unknown): string {
  try {
    act()
    return 'none'
  } catch (error) {
    if (isProblem(error)) return error.code
    throw error
  }
}

/** The change that was made; throws where nothing differed. */
export function made<T>(change: T | undefined): T {
  if (change === undefined) throw new Error('nothing was changed')
  return change
}

/** Freezes a value to its depths, so that code which changes its input throws. */
export function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    Object.values(value).forEach(frozen)
    Object.freeze(value)
  }
  return value
}

/** The event of a decision, as `aMember` makes it. */
export const decisionOf = (
  move: 'accept' | 'decline',
  now: Date,
): EventFacts<'invitation.accepted' | 'invitation.declined'> =>
  move === 'accept'
    ? fact('invitation.accepted', { digest: 'digest', granted: null }, actorOf('customer', aMember()), now)
    : fact('invitation.declined', { reason: 'x' }, actorOf('customer', aMember()), now)
