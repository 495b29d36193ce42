import * as z from 'zod'
import type { TermsRequest } from '../../shared/domain/admin-privileges.ts'
import { adminRoleByCode, templateNames } from '../../shared/domain/admin-roles.ts'
import { adminPrivilegesMandatory } from '../../shared/domain/cloud.ts'
import { bareTenantId } from '../../shared/domain/ids.ts'
import { honest } from '../../shared/domain/imitation.ts'
import { locales } from '../../shared/domain/locale.ts'
import { cspRegions } from '../../shared/domain/market.ts'
import { holdsAny } from '../../shared/domain/people.ts'
import type { Relationship } from '../../shared/domain/relationship.ts'
import { country, domainName, email, name, reference, uuid } from '../../shared/domain/text.ts'
import { daysOf } from '../../shared/domain/time.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { type PageReply, refusalOr } from '../../shared/http/page.tsx'
import { createInvitation } from '../../shared/use-cases/create-invitation.ts'
import { getProfile } from '../../shared/use-cases/get-profile.ts'
import { getRelationship } from '../../shared/use-cases/get-relationship.ts'
import { portalOf } from '../../shared/use-cases/link-of.ts'
import { preflightInvitation } from '../../shared/use-cases/preflight-invitation.ts'
import type { Again } from '../../shared/views/console-parts.tsx'
import { WhoPage } from '../../shared/views/console-request.tsx'
import type { PageHandlers } from '../http-function.ts'
import { againOf, type ConsoleRequest, checked, consoleFrame, freshKey, repeatableOf } from './console.ts'
import { draftPath } from './console-message.tsx'

const { REGIONS } = readEnvironment('REGIONS')

export const whoForm = z.object({
  email,
  name: honest(name, 'name').optional(),
  company: honest(name, 'company').optional(),
  locale: z.enum(locales).optional(),
  country: country.optional(),
  domain: domainName.optional(),
  tenantId: uuid.optional(),
  reference: reference.optional(),
  days: z.coerce.number().int().min(1).max(90).default(30),
  include: z.literal('yes').optional(),
  set: z.enum([...templateNames, 'single']).default('support-only'),
  roles: z.array(uuid).default([]),
  duration: z.coerce.number().int().min(1).max(730).default(365),
  extend: z.literal('yes').optional(),
})

type Who = z.output<typeof whoForm>

const countries = Object.values(cspRegions.regions).flatMap((codes) => codes.split(' '))

/** What a form says that asks the same customer again. */
function valuesOf({ customerId, name, country, provenDomain, customerContact, adminPrivileges }: Relationship) {
  const values = new URLSearchParams({
    email: customerContact.email,
    name: customerContact.name,
    company: name,
    locale: customerContact.locale,
    country,
    domain: provenDomain,
    tenantId: customerId,
    include: 'yes',
  })
  if (!adminPrivileges) return values
  const { roles, duration, autoExtend } = adminPrivileges.asked
  values.set('set', 'single')
  for (const code of roles) values.append('roles', adminRoleByCode(code).id)
  values.set('duration', String(daysOf(duration)))
  if (autoExtend !== 'PT0S') values.set('extend', 'yes')
  return values
}

async function whoPage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const { caller, form, query } = request
  const partner = await getProfile(caller)
  const asked = form.get('customer') ?? query.get('customer')
  const relationship = asked ? await getRelationship(caller.tenantId, bareTenantId(asked)) : undefined
  const known = relationship ? valuesOf(relationship) : new URLSearchParams()
  const region = REGIONS.regionOf(partner.country)
  const view = {
    may: holdsAny(caller, ['AdminAgent']) ? 'all' : holdsAny(caller, ['SalesAgent']) ? 'some' : 'nothing',
    mandatoryFor: adminPrivilegesMandatory(partner.cloud) ? portalOf(partner.cloud).name : undefined,
    region: {
      name: region,
      countries: countries.filter((code) => region !== undefined && REGIONS.regionOf(code) === region),
    },
    key: form.get('key') ?? freshKey(),
    again: relationship && { id: relationship.customerId, name: relationship.name },
  } as const
  const frame = consoleFrame(request, 'request')
  return { page: <WhoPage frame={frame} view={view} again={{ ...again, values: again.values ?? known }} /> }
}

function termsOf({ include, set, roles, duration, extend }: Who, mandatory: boolean): TermsRequest {
  if (!include && !mandatory) return null
  if (set !== 'single') return { template: set }
  return { roles, duration: `P${duration}D`, autoExtend: extend ? 'P180D' : 'PT0S' }
}

// what stands in fields that are not asked for is neither checked nor asked
function relevant(form: URLSearchParams): URLSearchParams {
  const rest = new URLSearchParams(form)
  if (form.get('set') !== 'single') for (const field of ['roles', 'duration', 'extend']) rest.delete(field)
  return rest
}

const fieldIds = { country: 'country', duration: 'duration', roles: 'roles', email: 'email' }

/** Step 1: whom to ask, and for what. */
export const consoleRequest = {
  'console-request': (request) => whoPage(request),

  'console-request-drafted': async (request) => {
    const { caller, form, locale, now } = request
    const { data, again } = checked(whoForm, { form: relevant(form), locale }, ['roles'])
    if (again) return whoPage(request, { ...again, values: form })
    const wanted = {
      recipient: { email: data.email, name: data.name, company: data.company, locale: data.locale },
      customer: { country: data.country, domain: data.domain, tenantId: data.tenantId },
      adminPrivileges: termsOf(data, adminPrivilegesMandatory(caller.cloud)),
      expiresIn: `P${data.days}D`,
      reference: data.reference,
    }
    const result = await refusalOr(
      createInvitation(caller, wanted, repeatableOf(request, 'create-invitation', wanted), now),
    )
    if ('value' in result) return { redirect: draftPath(result.value.invitation) }
    // create says the first of what is in the way, the reader wants to know all of it
    const { creating } = await preflightInvitation(caller, wanted, now)
    const problems = creating.length > 0 ? creating : [result.refusal]
    return whoPage(request, { ...againOf(request, problems, fieldIds), values: form })
  },
} satisfies Partial<PageHandlers<'partner'>>
