import { Problem, type ProblemCode } from './errors.ts'
import type { Invitation } from './invitation.ts'
import { checkRegion, type Regions } from './market.ts'
import type { ProviderFacts } from './multi-channel.ts'
import type { Partner } from './partner.ts'
import type { Member } from './people.ts'

/** What refuses an acceptance whatever the customer chooses. */
export const certainCodes = [
  'customer-blocked',
  'self-invitation',
  'cloud-mismatch',
  'region-mismatch',
  'country-without-region',
  'customer-country-unknown',
  'tenant-mismatch',
] as const satisfies readonly ProblemCode[]

/** A refusal that no choice can change. `partner`: the one that it is about, the asking partner or its provider. */
export interface CertainRefusal {
  code: (typeof certainCodes)[number]
  detail: string
  partner: Partner
}

export interface AskingFacts {
  invitation: Pick<Invitation, 'customer'>
  partner: Partner
  /** if the partner is an indirect reseller */
  provider?: Omit<ProviderFacts, 'relationship'>
  /** whether the member's organisation blocks the partner */
  blocked: boolean
  regions?: Regions
}

/** Everything that refuses an acceptance by this member whatever they choose, in the order in which it is refused. */
export function refusalsOf(facts: AskingFacts, member: Member): CertainRefusal[] {
  const { invitation, partner, provider, regions } = facts
  const sides = [
    { side: partner, blocked: facts.blocked },
    ...(provider?.partner ? [{ side: provider.partner, blocked: provider.blocked }] : []),
  ]
  return [
    ...sides.filter(({ blocked }) => blocked).map(({ side }) => blockOf(side, partner)),
    ...sides.flatMap(({ side }) => mismatches(invitation, side, member, regions)),
  ]
}

/** Throws the first refusal that no choice can change. */
export function requireMayBeAsked(facts: AskingFacts, member: Member): void {
  const [refusal] = refusalsOf(facts, member)
  if (refusal) throw new Problem(refusal.code, refusal.detail)
}

const blockOf = (side: Partner, partner: Partner): CertainRefusal => ({
  code: 'customer-blocked',
  detail: `Your organisation has blocked ${side.id === partner.id ? 'this partner' : `its provider ${side.name}`}. Unblock it first.`,
  partner: side,
})

/** What keeps this partner and this customer apart. */
function mismatches(
  { customer }: Pick<Invitation, 'customer'>,
  partner: Partner,
  member: Member,
  regions: Regions | undefined,
): CertainRefusal[] {
  const region = checkRegion(partner.country, member.country, regions)
  const found: [CertainRefusal['code'], boolean, string][] = [
    [
      'self-invitation',
      member.tenantId === partner.id,
      'An organisation cannot accept its own invitation. Sign in with an account of the customer.',
    ],
    [
      'cloud-mismatch',
      member.cloud !== partner.cloud,
      `The partner is in the cloud ${partner.cloud}, your organisation in ${member.cloud}. Ask a partner in your cloud.`,
    ],
    ...(region === 'same'
      ? []
      : [[region, true, regionSentence(region, partner, member)] satisfies [string, true, string]]),
    [
      'tenant-mismatch',
      customer.tenantId !== undefined && customer.tenantId !== member.tenantId,
      'The partner addressed this invitation to another organisation than the one you are signed in to. Sign in with an account of that one, or ask the partner for a new invitation.',
    ],
  ]
  return found.filter(([, applies]) => applies).map(([code, , detail]) => ({ code, detail, partner }))
}

function regionSentence(
  code: 'region-mismatch' | 'country-without-region' | 'customer-country-unknown',
  partner: Partner,
  member: Member,
): string {
  if (code === 'customer-country-unknown')
    return 'Your sign-in does not tell the country of your organisation. Ask the operator of this service to fix it.'
  if (code === 'country-without-region')
    return `${member.country} or ${partner.country} belongs to no region in which partners may sell. Ask the operator of this service.`
  return `The partner's country (${partner.country}) and that of your organisation (${member.country}) are in different regions. Ask a partner in your region.`
}
