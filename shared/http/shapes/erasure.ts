import * as z from 'zod'

export const eraseBody = z.strictObject({
  confirm: z
    .string()
    .max(100)
    .meta({ description: "Your organisation's domain, as in your sign-in name", example: 'contoso.example' }),
})

export const erasureShape = z
  .object({
    erased: z.int().meta({ description: 'Invitations, removed relationships and agreements without persons now' }),
    kept: z.array(
      z.object({
        kind: z.enum(['relationship', 'agreement', 'invitation']),
        partnerId: z.string().optional(),
        invitationId: z.string().optional(),
        version: z.string().optional(),
        reason: z.literal('live').meta({ description: 'Evidence of a relationship that lives' }),
      }),
    ),
    complete: z.boolean().meta({ description: 'false: there is more, ask again' }),
  })
  .meta({ id: 'Erasure' })
