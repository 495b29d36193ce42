import * as z from 'zod'
import type { AcceptRequest, Shown } from '../../domain/acceptance.ts'
import { autoExtends, maxRoles, type Terms } from '../../domain/admin-privileges.ts'
import { cloudIds } from '../../domain/cloud.ts'
import { parts } from '../../domain/deciding.ts'
import type { EveryField } from '../../domain/every-field.ts'
import { honest } from '../../domain/imitation.ts'
import { type Invitation, invitationStatuses } from '../../domain/invitation.ts'
import { locales } from '../../domain/locale.ts'
import type { OutcomeRelationship, PrivilegesOutcome } from '../../domain/outcome.ts'
import type { Partner } from '../../domain/partner.ts'
import { type CertainRefusal, certainCodes } from '../../domain/refusals-of.ts'
import { email, name, paragraph, uuid } from '../../domain/text.ts'
import { agreementBody } from './agreement.ts'

// any text: a malformed secret is answered like an unknown one
const secret = z.string().max(1000)
const digest = z.string().max(100)

export const openBody = z.strictObject({ secret })
export const acceptBody = z.strictObject({
  secret,
  digest,
  agreement: agreementBody.optional(),
  adminPrivileges: z
    .strictObject({
      roles: z.array(uuid).max(maxRoles).optional(),
      duration: z.string().optional(),
      autoExtend: z.enum(['PT0S', 'P180D']).optional(),
    } satisfies EveryField<Terms>)
    .nullable()
    .optional(),
} satisfies Record<'secret', unknown> & EveryField<AcceptRequest, 'generation'>)
export const declineBody = z.strictObject({
  secret,
  reason: paragraph(500).optional(),
  blockPartner: z.boolean().optional().meta({
    description:
      'Block this partner until you unblock it: no more of its mail to the invited address and to your verified domain, and acceptance refuses its invitations. The partner is not told',
  }),
})
export const forwardBody = z.strictObject({ secret, email, name: honest(name, 'name').optional() })
export const notUsBody = z.strictObject({ secret, note: paragraph(500).optional() })
export const freshLinkBody = openBody

const dateTime = z.string().meta({ format: 'date-time' })

const termsInWords = z.object({
  roles: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      risk: z.enum(['low', 'medium', 'high', 'critical']),
      allows: z.string(),
      notIncluded: z.string(),
    }),
  ),
  duration: z.string(),
  autoExtend: z.enum(['PT0S', 'P180D']),
} satisfies EveryField<Terms>)

const roleInWords = termsInWords.shape.roles
const heldInWords = z.object({ roles: roleInWords, autoExtend: z.enum(autoExtends), endsAt: dateTime })
const change = <T extends z.ZodType>(value: T) => z.object({ before: value.nullable(), after: value.nullable() })
const outcomeShape = z
  .object({
    relationships: z.array(
      z.object({
        partnerId: z.string(),
        name: z.string(),
        role: z.enum(['reseller', 'provider']),
        status: z.enum(['active', 'unconfirmed']),
      } satisfies EveryField<OutcomeRelationship>),
    ),
    adminPrivileges: z
      .object({
        added: roleInWords,
        removed: roleInWords,
        kept: roleInWords,
        endsAt: change(dateTime),
        autoExtend: change(z.enum(autoExtends)),
        begins: z
          .enum(['now', 'confirmation'])
          .meta({ description: 'confirmation: once the partner confirms the organisation' }),
      } satisfies EveryField<PrivilegesOutcome>)
      .nullable(),
    decidable: z
      .array(z.enum(parts))
      .meta({ description: 'the parts of this decision that the signed-in person may decide' }),
  } satisfies EveryField<NonNullable<Shown['outcome']>>)
  .meta({ id: 'Outcome' })

/** What does not concern the customer: how the request came about and what became of its mail, and what was decided. */
type NotTold =
  | 'id'
  | 'partnerId'
  | 'version'
  | 'generation'
  | 'head'
  | 'recipientHash'
  | 'customer'
  | 'expiresIn'
  | 'reference'
  | 'createdAt'
  | 'createdBy'
  | 'sentBy'
  | 'via'
  | 'issuedAt'
  | 'delivery'
  | 'viewedAt'
  | 'forwards'
  | 'reminders'
  | 'freshLinkRequestedAt'
  | 'decidedAt'
  | 'decidedBy'
  | 'granted'

export const openShape = z
  .object({
    invitationId: z.string(),
    status: z.enum(invitationStatuses),
    partner: z.object({
      id: z.string(),
      name: z.string(),
      domain: z.string(),
      country: z.string(),
      type: z.enum(['direct', 'indirect-provider', 'indirect-reseller']),
      contact: z.object({
        name: z.string(),
        email: z.string(),
        phone: z.string().optional(),
      } satisfies EveryField<Partner['contact']>),
    } satisfies EveryField<Partner, 'status' | 'providerId' | 'cloud' | 'locale' | 'limits' | 'version'>),
    recipient: z.string().meta({ description: 'masked', example: 'c***a@contoso.example' }),
    provider: z
      .object({ id: z.string(), name: z.string(), domain: z.string() })
      .nullable()
      .meta({ description: 'whom an indirect reseller sells for; a relationship with it is established, too' }),
    adminPrivileges: termsInWords.nullable(),
    renews: z
      .object({ today: heldInWords.nullable(), after: heldInWords.nullable() })
      .nullable()
      .meta({ description: 'told to signed-in members of an organisation that has the relationship already' }),
    outcome: outcomeShape.nullable().meta({
      description:
        'What a full yes leads to: for the organisation of the signed-in member, otherwise for one without a relationship. Null if there can be none',
    }),
    refusal: z
      .object({ code: z.enum(certainCodes), detail: z.string() } satisfies EveryField<CertainRefusal, 'partner'>)
      .nullable()
      .meta({
        description:
          'Told to signed-in members: what refuses an acceptance by their organisation whatever they choose, and what to do',
      }),
    expiresAt: dateTime,
    agreement: z.object({
      version: z.string(),
      language: z.enum(locales),
      title: z.string(),
      url: z.string(),
      sha256: z.string(),
    }),
    portal: z.object({ cloud: z.enum(cloudIds), name: z.string() }),
    operator: z.string(),
    digest: z.string(),
  } satisfies EveryField<Invitation, NotTold> & z.ZodRawShape)
  .meta({ id: 'OpenedInvitation' })

/** What the holder of a link hears when he did something other than decide. */
export const remarkedShape = z
  .object({ invitationId: z.string(), status: z.enum(invitationStatuses) })
  .meta({ id: 'RemarkedInvitation' })

export const blockShape = z
  .object({ partnerId: z.string(), partnerName: z.string(), blockedAt: dateTime })
  .meta({ id: 'Block' })
export const liftedShape = z.object({ partnerId: z.string(), blocked: z.literal(false) }).meta({ id: 'LiftedBlock' })

export const declinedShape = z
  .object({ invitationId: z.string(), status: z.literal('declined'), decidedAt: dateTime })
  .meta({ id: 'DeclinedInvitation' })
