import * as z from 'zod'
import type { EveryField } from '../../domain/every-field.ts'
import type { Relationship } from '../../domain/relationship.ts'
import { type Blocker, type RemovalBlocker, removalBlockers, removalConsequences } from '../../domain/removal.ts'
import { paragraph } from '../../domain/text.ts'

const blockerCodes = Object.keys(removalBlockers) as [RemovalBlocker, ...RemovalBlocker[]]

export const requestEndBody = z.strictObject({ reason: paragraph(500).optional() }).optional()

export const removalShape = z
  .object({
    removable: z.boolean(),
    blockers: z.array(
      z.object({
        code: z.enum(blockerCodes),
        message: z.string(),
        count: z.int(),
        partner: z.object({ id: z.string(), name: z.string() }).meta({
          description: 'The partner whose subscriptions these are: you, or a reseller of yours at this customer',
        }),
      } satisfies EveryField<Blocker>),
    ),
    consequences: z.array(z.object({ code: z.string(), text: z.string() })),
    alsoRemoves: z
      .array(z.object({ partnerId: z.string(), name: z.string() }))
      .meta({ description: "A provider's resellers at this customer: their relationships end with it" }),
  })
  .meta({ id: 'Removal' })

export const removalView = (resellers: readonly Relationship[], blockers: Blocker[]): z.input<typeof removalShape> => ({
  removable: blockers.length === 0,
  blockers,
  consequences: Object.entries(removalConsequences).map(([code, text]) => ({ code, text })),
  alsoRemoves: resellers.map(({ partnerId, partnerName }) => ({ partnerId, name: partnerName })),
})
