import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json } from './client.ts'

let local: Local
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local?.stop())
const { post, draft, get, send, open } = clientOf(() => local)

let counter = 0
const freshAddress = () => `person${++counter}@contoso.example`
const codes = ({ status, body }: { status: number; body: Json }) => [status, body.code]
const ses = (next: string, times = 1) => local.control('ses', { next, times })
const shown = async (id: string, as = 'ada') => (await get(`/v1/invitations/${id}`, as)).body
const names = async (id: string) =>
  (await get(`/v1/invitations/${id}/events`, 'ada')).body.data.map((event: Json) => event.name.split('.')[1])

/** An invitation sent by mail, after everything about it has settled. */
async function mailed(as: string, email = freshAddress()) {
  const { id } = (await draft(as, email)).body
  const sent = await send(as, id, 'ses')
  await local.settle()
  return { id, email, link: sent.body.link as string, sent }
}

describe('10. Delivery truth', () => {
  test('a mail that arrives is delivered, and the history says so once', async () => {
    const { id } = await mailed('ada')
    expect((await shown(id)).delivery.state).toBe('delivered')
    expect(await names(id)).toEqual(['created', 'sent', 'delivered'])
  })

  test('a mail on its way shows why it is late', async () => {
    await ses('delay')
    const { id } = await mailed('ada')
    expect((await shown(id)).delivery).toMatchObject({ state: 'delayed', reason: 'mailbox-full' })
    expect(await names(id)).toEqual(['created', 'sent'])
  })

  test('a bounce that is not permanent, without a delivery before, is delayed with its reason, and mails nobody', async () => {
    await ses('soft-bounce')
    const { id, email } = await mailed('ada')
    expect((await shown(id)).delivery).toMatchObject({ state: 'delayed', reason: 'transient-mailbox-full' })
    expect(await names(id)).toEqual(['created', 'sent'])
    expect((await local.inbox('ada@fabrikam.example')).filter((mail) => mail.text.includes(email))).toEqual([])
  })

  test('an out-of-office reply after the delivery changes nothing, and mails nobody', async () => {
    await ses('auto-reply')
    const { id, email } = await mailed('ada')
    expect((await shown(id)).delivery.state).toBe('delivered')
    expect(await names(id)).toEqual(['created', 'sent', 'delivered'])
    expect((await local.inbox('ada@fabrikam.example')).filter((mail) => mail.text.includes(email))).toEqual([])
  })

  test('a report changes neither the version nor what may be decided', async () => {
    const { id, sent, link } = await mailed('ada')
    expect((await shown(id)).version).toBe(sent.body.version)
    expect((await open(link)).status).toBe(200)
  })

  describe('a mail that comes back', () => {
    let bounced: Awaited<ReturnType<typeof mailed>>
    beforeAll(async () => {
      await ses('bounce')
      bounced = await mailed('sam')
    })

    test('is shown on the invitation with its reason', async () => {
      expect((await shown(bounced.id)).delivery).toMatchObject({ state: 'bounced', reason: 'permanent-no-email' })
      expect(await names(bounced.id)).toEqual(['created', 'sent', 'bounced'])
    })

    test("is told in one mail to the sender and the partner's contact", async () => {
      const told = (await local.inbox('sam@fabrikam.example')).filter((mail) => mail.text.includes(bounced.email))
      expect(told).toHaveLength(1)
      expect(told[0]?.to.sort()).toEqual(['ada@fabrikam.example', 'sam@fabrikam.example'])
      expect(told[0]?.text).toContain('permanent-no-email')
    })

    test('silences the address for every partner, and hands nothing else over', async () => {
      for (const as of ['ada', 'ivy']) {
        const again = as === 'ada' ? bounced.id : (await draft(as, bounced.email)).body.id
        const how = as === 'ada' ? 'resend' : 'send'
        const answer = await post(`/v1/invitations/${again}/${how}`, as, { via: 'ses' })
        expect(codes(answer)).toEqual([422, 'recipient-suppressed'])
      }
      expect(await names(bounced.id)).toEqual(['created', 'sent', 'bounced'])
    })

    test('leaves the mail app and the clipboard to the partner', async () => {
      const resent = await post(`/v1/invitations/${bounced.id}/resend`, 'ada', { via: 'clipboard' })
      expect(resent.body).toMatchObject({ status: 'issued', generation: 2, delivery: null })
    })

    test('is forgotten after 90 days', async () => {
      await local.advance('P91D')
      const resent = await post(`/v1/invitations/${bounced.id}/resend`, 'ada', { via: 'ses' })
      expect(resent.status).toBe(200)
      await local.settle()
      expect((await shown(bounced.id)).delivery.state).toBe('delivered')
    })
  })

  test('a complaint is shown, and silences the address for that partner alone', async () => {
    await ses('complaint')
    const { id, email } = await mailed('ada')
    expect((await shown(id)).delivery).toMatchObject({ state: 'complained', reason: 'abuse' })
    expect(codes(await post(`/v1/invitations/${id}/resend`, 'ada', { via: 'ses' }))).toEqual([
      422,
      'recipient-suppressed',
    ])
    const other = await mailed('ivy', email)
    expect(other.sent.status).toBe(200)
    expect((await shown(other.id, 'ivy')).delivery.state).toBe('delivered')
  })

  test('a mail that the service refuses for its content has visibly failed', async () => {
    await ses('reject')
    const { id } = await mailed('ada')
    expect((await shown(id)).delivery).toMatchObject({ state: 'failed', reason: 'MessageRejected' })
    expect(await names(id)).toEqual(['created', 'sent', 'failed'])
  })

  test.each([
    ['throttle', 'Throttling: sending rate'],
    ['quota', 'Throttling: daily quota'],
    ['unverified', 'MessageRejected: not verified'],
    ['pause', 'MessageRejected: sending paused'],
    ['mail-from', 'MailFromDomainNotVerified'],
  ])('a mail that the service refuses for a cause of the account (%s) goes out later, once', async (next, cause) => {
    await ses(next)
    const { id, email } = await mailed('ada')
    expect((await shown(id)).delivery.state).toBe('queued')
    const logs = await local.control<{ line: string }[]>('logs')
    const isError = (line: string) => line.includes('"level":"ERROR"') && line.includes(`"cause":"${cause}"`)
    expect(logs.filter(({ line }) => isError(line))).not.toEqual([])
    await local.advance('PT10M')
    expect((await shown(id)).delivery.state).toBe('delivered')
    expect(await local.inbox(email)).toHaveLength(1)
  })

  test('only a signed-in member who looks is a view', async () => {
    const { id, link } = await mailed('ada')
    for (const as of [undefined, 'gus', 'ada']) await open(link, as)
    expect((await shown(id)).viewedAt).toBeNull()
    await open(link, 'cem')
    expect((await shown(id)).viewedAt).not.toBeNull()
  })

  test('from all partners together an address gets ten mails a day; the next waits for tomorrow and tells nobody why', async () => {
    // the rounds must fall on one day
    const { now } = await local.control<{ now: string }>('clock')
    if (now.slice(11, 13) === '23') await local.advance('PT1H')
    const email = freshAddress()
    const invitations = await Promise.all(
      ['ada', 'ivy', 'tom', 'rex'].map(async (as) => ({ as, id: (await draft(as, email)).body.id as string })),
    )
    for (let round = 0; round < 3; round++) {
      for (const { as, id } of invitations) {
        const move = round === 0 ? 'send' : 'resend'
        expect((await post(`/v1/invitations/${id}/${move}`, as, { via: 'ses' })).status).toBe(200)
      }
      await local.advance('PT6M')
    }
    expect(await local.inbox(email)).toHaveLength(10)
    const deliveries = () => Promise.all(invitations.map(async ({ as, id }) => (await shown(id, as)).delivery))
    // which two of the last round wait is up to the stream
    const waiting = (await deliveries()).filter(({ state }) => state === 'delayed')
    expect(waiting.map(({ reason }) => reason)).toEqual(['too-many-mails-today', 'too-many-mails-today'])
    await local.advance('P1D')
    expect(await local.inbox(email)).toHaveLength(12)
    expect((await deliveries()).map(({ state }) => state)).toEqual(invitations.map(() => 'delivered'))
  })
})
