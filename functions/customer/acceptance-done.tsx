import * as z from 'zod'
import { decidableBy } from '../../shared/domain/deciding.ts'
import type { Member } from '../../shared/domain/people.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { decryptCookie, encryptCookie } from '../../shared/http/cookies.ts'
import type { PageReply, PageRequest } from '../../shared/http/page.tsx'
import { readDecision } from '../../shared/use-cases/read-decision.ts'
import { DecidedPage, type Remark, RemarkedPage } from '../../shared/views/accept-done.tsx'
import { PastePage } from '../../shared/views/accept-others.tsx'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

export const invitationSeconds = 600

export type AnyRequest = Pick<PageRequest<unknown>, 'ring' | 'cookies' | 'frame' | 'locale' | 'now'>

/** The secret that the browser holds for ten minutes, so that no address carries it across the sign-in. */
export async function heldSecret({ ring, cookies }: AnyRequest): Promise<string | undefined> {
  const secret = z.string().safeParse(await decryptCookie(ring, 'invitation', cookies))
  return secret.data
}

export const lost = ({ frame }: AnyRequest): PageReply => ({ page: <PastePage frame={frame} lost />, status: 400 })

export const mayLift = (caller: Member): boolean => decidableBy(caller, ACCEPTING_ROLES).includes('relationship')

const remarkCookie = z.object({ remark: z.enum(['forwarded', 'not-us']), secret: z.string() })

/** Leads to the page that says what was done with this link. */
export const remarked = async ({ ring }: AnyRequest, secret: string, remark: Remark): Promise<PageReply> => ({
  redirect: '/accept/done',
  cookies: [await encryptCookie(ring, 'remark', { remark, secret }, invitationSeconds)],
})

/** What was done with the held link: the decision of the caller's organisation, otherwise what the caller said about it. */
export async function donePage(request: AnyRequest & { caller: Member }): Promise<PageReply> {
  const { frame, caller, ring, cookies } = request
  const secret = await heldSecret(request)
  if (!secret) return lost(request)
  const read = await readDecision(caller, secret)
  if (read?.decided) {
    const unconfirmed = read.relationship?.status === 'unconfirmed'
    const { partner, provider, decided, block } = read
    return {
      page: <DecidedPage {...{ frame, partner, provider, decided, block, unconfirmed }} mayLift={mayLift(caller)} />,
    }
  }
  const { data } = remarkCookie.safeParse(await decryptCookie(ring, 'remark', cookies))
  if (!read || data?.secret !== secret) return { redirect: '/accept/request' }
  return { page: <RemarkedPage frame={frame} partner={read.partner} remark={data.remark} /> }
}
