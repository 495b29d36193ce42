import type * as z from 'zod'
import type { Only } from '../../shared/domain/every-field.ts'
import { publicInvitationId } from '../../shared/domain/invitation.ts'
import type { erasureShape } from '../../shared/http/shapes/erasure.ts'
import { erasePersons, type Kept } from '../../shared/use-cases/erase-persons.ts'
import type { Handlers } from '../http-function.ts'

type KeptView = z.input<typeof erasureShape>['kept'][number]

const keptView = (kept: Only<Kept, keyof KeptView>): KeptView =>
  kept.kind === 'invitation' ? { ...kept, invitationId: publicInvitationId({ id: kept.invitationId }) } : kept

/** The personal data of the caller's own organisation. */
export const erasure = {
  'erase-persons': async ({ caller, body, now }) => {
    const { kept, ...rest } = await erasePersons(caller, body.confirm, now)
    return { body: { ...rest, kept: kept.map(keptView) } }
  },
} satisfies Partial<Handlers<'customer'>>
