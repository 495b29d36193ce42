import * as z from 'zod'
import { limitsOf } from '../../shared/domain/partner.ts'
import { holdsAny } from '../../shared/domain/people.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { type PageReply, refusalOr } from '../../shared/http/page.tsx'
import { editProfileBody } from '../../shared/http/shapes/partner.ts'
import { shownVersion } from '../../shared/http/shown-version.ts'
import { editProfile } from '../../shared/use-cases/edit-profile.ts'
import { getProfile } from '../../shared/use-cases/get-profile.ts'
import { portalOf } from '../../shared/use-cases/link-of.ts'
import type { Again } from '../../shared/views/console-parts.tsx'
import { ProfilePage } from '../../shared/views/console-profile.tsx'
import type { PageHandlers } from '../http-function.ts'
import { againOf, type ConsoleRequest, checked, consoleFrame } from './console.ts'

const { LIMITS } = readEnvironment('LIMITS')

export const profileForm = z.object({
  ...editProfileBody.shape.contact.shape,
  version: shownVersion,
  locale: editProfileBody.shape.locale,
})

async function profilePage(request: ConsoleRequest, again: Again = {}): Promise<PageReply> {
  const partner = await getProfile(request.caller)
  const { invitationsPerDay: day, invitationsPer15Minutes: quarter } = limitsOf(partner, LIMITS)
  const view = {
    partner,
    portal: portalOf(partner.cloud).name,
    limits: { day, quarter },
    mayEdit: holdsAny(request.caller, ['AdminAgent']),
    saved: request.query.get('done') === 'saved',
  }
  return { page: <ProfilePage frame={consoleFrame(request, 'profile')} view={view} again={again} /> }
}

/** The partner's own organisation. */
export const consoleProfile = {
  'console-profile': (request) => profilePage(request),

  'console-profile-saved': async (request) => {
    const { data, again } = checked(profileForm, request)
    if (again) return profilePage(request, again)
    const { version, locale, ...contact } = data
    const result = await refusalOr(editProfile(request.caller, { contact, locale }, version))
    if ('refusal' in result) return profilePage(request, againOf(request, [result.refusal], { email: 'email' }))
    return { redirect: '/console/profile?done=saved' }
  },
} satisfies Partial<PageHandlers<'partner'>>
