import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type * as z from 'zod'
import { grantPrivileges } from '../../shared/domain/admin-privileges.ts'
import {
  invitationShape,
  invitationView,
  listedInvitationShape,
  listedInvitationView,
} from '../../shared/http/shapes/invitation.ts'
import { profileShape, profileView } from '../../shared/http/shapes/partner.ts'
import {
  customerShape,
  customerView,
  listedCustomerShape,
  listedCustomerView,
  relationshipShape,
  relationshipView,
} from '../../shared/http/shapes/relationship.ts'
import { serviceRequestShape, serviceRequestView } from '../../shared/http/shapes/service-request.ts'
import { subscriptionShape, subscriptionView } from '../../shared/http/shapes/subscription.ts'
import { aPartnerUser, aRelationship, day, now as granted, later } from '../domain/builders.ts'
import { holds } from '../domain/property.ts'
import {
  filled,
  invitations,
  message,
  partner,
  perhaps,
  relationship,
  serviceRequest,
  subscription,
} from '../store/arbitraries.ts'

const now = new Date('2030-01-01T00:00:00Z')
const limits = { invitationsPerDay: 500, invitationsPer15Minutes: 100 }

// what parsing drops is in the answer and not in the API document
const isAsDocumented = <T>(shape: z.ZodType, values: fc.Arbitrary<T>, view: (value: T) => unknown) =>
  holds(
    fc.property(values, (value) => {
      const answer: unknown = JSON.parse(JSON.stringify(view(value)))
      expect(shape.parse(answer)).toEqual(answer)
    }),
  )

describe.each([
  ['with every optional field', filled],
  ['with any optional field missing', perhaps],
])('%s, an answer has the fields that the API document names and no others', (_which, optional) => {
  const anyInvitation = fc.oneof(...Object.values(invitations(optional)))
  const anyRelationship = fc.oneof(
    ...(['unconfirmed', 'active', 'removed'] as const).map((status) => relationship(status, optional)),
  )

  test('invitation', () => {
    isAsDocumented(listedInvitationShape, anyInvitation, (invitation) => listedInvitationView(invitation, now))
    const link = fc.record({ url: fc.webUrl(), mailto: fc.option(fc.webUrl()) })
    const parts = fc.record({ invitation: anyInvitation, message: message(optional), link: optional(link) })
    isAsDocumented(invitationShape, parts, (shown) => invitationView(shown, now))
  })

  test('relationship', () => {
    const pairs = fc.tuple(anyRelationship, optional(partner(optional)))
    isAsDocumented(listedCustomerShape, pairs, ([held, by]) => listedCustomerView(held, now, by))
    isAsDocumented(relationshipShape, pairs, ([held, by]) => relationshipView(held, now, by))
    isAsDocumented(customerShape, pairs, ([held, by]) =>
      customerView({ relationship: held, partner: by, agreementIsCurrent: true }, aPartnerUser(), {}, now),
    )
  })

  test('subscription', () => {
    isAsDocumented(subscriptionShape, subscription(optional), subscriptionView)
  })

  test('service request', () => {
    const requests = fc.record({ relationship: anyRelationship, made: serviceRequest(optional) })
    isAsDocumented(serviceRequestShape, requests, (request) =>
      serviceRequestView(request, 'https://portal.example', { AE: '+971 4 555 0100' }),
    )
  })

  test('partner', () => {
    isAsDocumented(profileShape, partner(optional), (profile) => profileView(profile, limits))
  })
})

test('the duration of admin privileges follows their end, whether the customer shortened it or it was extended', () => {
  const terms = { roles: ['SS' as const], duration: 'P90D', autoExtend: 'PT0S' as const }
  const durationUntil = (end: Date) => {
    const adminPrivileges = { ...grantPrivileges(terms, terms, granted), endsAt: end.toISOString() }
    return relationshipView(aRelationship({ adminPrivileges }), granted).adminPrivileges?.duration
  }
  expect([90 * day, 30 * day - 1, 270 * day].map((ms) => durationUntil(later(ms)))).toEqual(['P90D', 'P30D', 'P270D'])
})
