import { limitsOf, type Partner } from '../../shared/domain/partner.ts'
import { readEnvironment } from '../../shared/environment.ts'
import type { Reply } from '../../shared/http/answer.ts'
import { profileView } from '../../shared/http/shapes/partner.ts'
import { editProfile } from '../../shared/use-cases/edit-profile.ts'
import { getProfile } from '../../shared/use-cases/get-profile.ts'
import type { Handlers } from '../http-function.ts'

const { LIMITS } = readEnvironment('LIMITS')

const profileReply = (partner: Partner): Reply => ({
  body: profileView(partner, limitsOf(partner, LIMITS)),
  version: partner.version,
})

/** The partner's own organisation. */
export const profile = {
  'get-profile': async ({ caller }) => profileReply(await getProfile(caller)),

  'edit-profile': async ({ caller, body, ifMatch }) => profileReply(await editProfile(caller, body, ifMatch)),
} satisfies Partial<Handlers<'partner'>>
