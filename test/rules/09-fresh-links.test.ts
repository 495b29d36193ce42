import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json, secretIn } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { post, get, draft, send, open, accept } = clientOf(() => local)

const resend = (as: string, id: string, via = 'clipboard') => post(`/v1/invitations/${id}/resend`, as, { via })
const askForFresh = (link: string) => post('/v1/acceptance/fresh-link', undefined, { secret: secretIn(link) })
const namesOf = async (as: string, id: string): Promise<string[]> =>
  (await get(`/v1/invitations/${id}/events`, as)).body.data.map((e: Json) => e.name)

async function invited(as: string, email: string, via = 'clipboard') {
  const { id } = (await draft(as, email)).body
  const { body } = await send(as, id, via)
  return { id, link: body.link as string }
}

const fabrikam = { name: 'Fabrikam', domain: 'fabrikam.example', contact: { email: 'ada@fabrikam.example' } }

/** What every use of a dead link says. */
async function expectDead(link: string, code: string, more: Json) {
  const secret = secretIn(link)
  const answers = [
    await open(link),
    await post('/v1/acceptance/accept', 'carla', { secret, digest: 'x' }),
    await post('/v1/acceptance/decline', 'carla', { secret }),
    await post('/v1/acceptance/forward', 'carla', { secret, email: 'cfo@contoso.example' }),
    await post('/v1/acceptance/not-us', 'carla', { secret }),
  ]
  for (const { body } of answers) expect(body).toMatchObject({ code, partner: fabrikam, ...more })
}

describe('9. Resend, revoke, ask for a fresh link', () => {
  let id: string
  let first: string
  let second: string

  test('a resend makes a new link; the old one says that it was replaced, by whom, and that a fresh one may be asked for', async () => {
    ;({ id, link: first } = await invited('ada', 'office@contoso.example'))
    second = (await resend('ada', id)).body.link
    expect(second).not.toBe(first)
    expect((await open(second)).status).toBe(200)
    await expectDead(first, 'link-superseded', { status: 410, currentState: 'issued', freshLink: true })
  })

  test('whoever has an old link asks for a fresh one without signing in; the partner sees it, and the state stays', async () => {
    expect((await get(`/v1/invitations/${id}`, 'ada')).body.freshLinkRequestedAt).toBeNull()
    expect((await askForFresh(first)).body).toEqual({ invitationId: id, status: 'issued' })
    const { body } = await get(`/v1/invitations/${id}`, 'ada')
    expect(body).toMatchObject({ status: 'issued', generation: 2, link: second })
    expect(body.freshLinkRequestedAt).not.toBeNull()
  })

  test('once per link and day, however often it is asked', async () => {
    for (const link of [first, first, second]) expect((await askForFresh(link)).status).toBe(200)
    const asked = () => namesOf('ada', id).then((names) => names.filter((n) => n === 'invitation.fresh-link-requested'))
    expect(await asked()).toHaveLength(2)
    await local.advance('P1D')
    await askForFresh(first)
    expect(await asked()).toHaveLength(3)
  })

  test('a forged link asks for nothing', async () => {
    const forged = `${first.slice(0, -1)}${first.endsWith('A') ? 'B' : 'A'}`
    const { status, body } = await askForFresh(forged)
    expect([status, body.code, body.partner]).toEqual([404, 'not-found', undefined])
  })

  test("the partner's resend answers the wish: the badge is gone", async () => {
    const { body } = await resend('ada', id)
    expect(body).toMatchObject({ generation: 3, freshLinkRequestedAt: null })
  })

  test('an expired invitation says so, and its link may still ask for a fresh one', async () => {
    const { link } = (await get(`/v1/invitations/${id}`, 'ada')).body
    await local.advance('P31D')
    await expectDead(link, 'invitation-expired', { status: 410, freshLink: true })
    expect((await askForFresh(link)).body).toEqual({ invitationId: id, status: 'expired' })
    expect((await get(`/v1/invitations/${id}`, 'ada')).body).toMatchObject({ status: 'expired' })
  })

  test('a revoked one says so: only the contact is left', async () => {
    const { id, link } = await invited('ada', 'sales@contoso.example')
    expect((await post(`/v1/invitations/${id}/revoke`, 'ada')).body.status).toBe('revoked')
    expect((await post(`/v1/invitations/${id}/revoke`, 'ada')).body.status).toBe('revoked')
    await expectDead(link, 'invitation-revoked', { status: 410, freshLink: false })
    const { status, body } = await askForFresh(link)
    expect([status, body.code, body.freshLink]).toEqual([410, 'invitation-revoked', false])
    const again = await resend('ada', id)
    expect([again.status, again.body.code]).toEqual([410, 'invitation-revoked'])
  })

  test('a decided one says when, whoever comes later', async () => {
    const { id, link } = await invited('ada', 'carla@contoso.example')
    expect((await accept('carla', link)).status).toBe(200)
    const { decidedAt } = (await get(`/v1/invitations/${id}`, 'ada')).body
    const { status, body } = await open(link)
    expect([status, body.code, body.currentState, body.freshLink]).toEqual([
      409,
      'invitation-already-decided',
      'accepted',
      false,
    ])
    expect(body.decidedAt).toBe(decidedAt)
    expect(body.partner).toMatchObject(fabrikam)
  })

  test('mails keep their distance: a resend too soon is told how long to wait', async () => {
    const { id } = await invited('ada', 'desk@adventure.example', 'ses')
    const early = await resend('ada', id, 'ses')
    expect([early.status, early.body.code]).toEqual([429, 'resend-cooldown'])
    const wait = Number(early.headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(300)
    expect(early.body.retryAfterSeconds).toBe(wait)
    expect((await resend('ada', id)).status).toBe(200)
    await local.advance('PT6M')
    expect((await resend('ada', id, 'ses')).body.generation).toBe(3)
  })

  test('three mails a day go to one recipient, then the mail app and the clipboard remain', async () => {
    // what follows takes 18 minutes of one day
    await local.advanceTo('10:00')
    const { id } = await invited('ada', 'hr@adventure.example', 'ses')
    for (let i = 0; i < 2; i++) {
      await local.advance('PT6M')
      expect((await resend('ada', id, 'ses')).status).toBe(200)
    }
    await local.advance('PT6M')
    const fourth = await resend('ada', id, 'ses')
    expect([fourth.status, fourth.body.code]).toEqual([429, 'recipient-rate-limit'])
    expect(Number(fourth.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await resend('ada', id, 'mail-app')).status).toBe(200)
  })
})
