import { publicInvitationId } from '../../shared/domain/invitation.ts'
import { erasePersons, type Kept } from '../../shared/use-cases/erase-persons.ts'
import type { Handlers } from '../http-function.ts'

const keptView = (kept: Kept) =>
  kept.kind === 'invitation' ? { ...kept, invitationId: publicInvitationId({ id: kept.invitationId }) } : kept

/** The personal data of the caller's own organisation. */
export const erasure = {
  'erase-persons': async ({ caller, body, now }) => {
    const { kept, ...rest } = await erasePersons(caller, body.confirm, now)
    return { body: { ...rest, kept: kept.map(keptView) } }
  },
} satisfies Partial<Handlers<'customer'>>
