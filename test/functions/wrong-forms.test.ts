import '../store/environment.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { decisionForm, forwardForm, noteForm, secretForm } from '../../functions/customer/acceptance-pages.tsx'
import {
  changeForm,
  endForm as partnerEndForm,
  removeForm,
  supportForm,
} from '../../functions/customer/partners-changes.tsx'
import { agreementForm, blockForm, erasureForm } from '../../functions/customer/partners-organisation.tsx'
import { pages } from '../../functions/pages.ts'
import { confirmationForm, removalForm } from '../../functions/partner/console-customers.tsx'
import { expiringForm } from '../../functions/partner/console-expiring.tsx'
import { messageForm } from '../../functions/partner/console-message.tsx'
import { nameForm } from '../../functions/partner/console-name.tsx'
import { profileForm } from '../../functions/partner/console-profile.tsx'
import { whoForm } from '../../functions/partner/console-request.tsx'
import { resendForm } from '../../functions/partner/console-requests.tsx'
import { moveForm, subscriptionForm } from '../../functions/partner/console-subscriptions.tsx'
import { closeForm, contactForm, endForm, requestForm } from '../../functions/partner/console-support.tsx'
import { adminRoles } from '../../shared/domain/admin-roles.ts'
import { checkedForm } from '../../shared/http/page.tsx'
import { contentsOf } from '../store/tables.ts'
import { key, partnerApi } from './call.ts'
import { type Fields, post } from './forms.ts'
import { accept, acceptance, digestOf, drafted, sent } from './journey.ts'
import { aCustomer, aPartner, type Person, type TestPartner } from './people.ts'

type Post = Extract<(typeof pages)[number], { method: 'POST' }>

interface Sample {
  schema: z.ZodObject
  /** every field of the form with a right value; a list is sent several times */
  fields: Fields
  /** hidden fields and buttons, which people do not fill in: the page says what is wrong, or starts again */
  pressed?: string[]
}

const email = 'carla@contoso.example'
const day = '2099-01-31'
const [role = '', second = ''] = adminRoles.filter(({ risk }) => risk === 'low').map(({ id }) => id)
const version = '1'
const empty: Sample = { schema: z.object({}), fields: {} }
const signature = { firstName: 'Carla', lastName: 'Haddad', email }

/** Every form of the pages table: a new row does not compile without a sample. */
const samples: Record<Post['id'], Sample> = {
  'sign-out': empty,
  // an unknown language is none, and an unknown way back is the home page
  language: empty,
  'open-link': { schema: secretForm, fields: { secret: 'x' } },
  continue: empty,
  'fresh-link': empty,
  decided: {
    schema: decisionForm,
    fields: {
      ...signature,
      digest: 'x',
      decision: 'accept',
      roles: [role],
      days: '20',
      autoExtend: 'P180D',
      agree: '2026-01',
      reason: 'no',
      block: 'yes',
    },
    pressed: ['digest', 'decision'],
  },
  forward: { schema: forwardForm, fields: { digest: 'x', colleague: email, name: 'Can' }, pressed: ['digest'] },
  'not-us': { schema: noteForm, fields: { digest: 'x', note: 'no' }, pressed: ['digest'] },
  'block-lifted': { schema: blockForm, fields: { partner: 'x' }, pressed: ['partner'] },
  'agreement-accepted': {
    schema: agreementForm,
    fields: { ...signature, version: '2026-01', agree: 'yes' },
    pressed: ['version'],
  },
  erased: { schema: erasureForm, fields: { confirm: 'contoso.example' } },
  'partner-privileges-changed': {
    schema: changeForm,
    fields: { version, roles: [role], until: day, autoExtend: 'P180D' },
    pressed: ['version'],
  },
  'partner-privileges-removed': { schema: removeForm, fields: { version }, pressed: ['version'] },
  'partner-end-requested': { schema: partnerEndForm, fields: { reason: 'no' } },
  'partner-end-withdrawn': empty,
  'partner-support-agreed': { schema: supportForm, fields: { day } },
  'console-confirmed': {
    schema: confirmationForm,
    fields: { version, decision: 'confirm' },
    pressed: ['version', 'decision'],
  },
  'console-agreement-requested': empty,
  'console-renamed': { schema: nameForm, fields: { version, name: 'Contoso' }, pressed: ['version'] },
  'console-given-up': empty,
  'console-removed': {
    schema: removalForm,
    fields: { version, confirm: 'yes' },
    pressed: ['version'],
  },
  'console-support-contact-saved': {
    schema: contactForm,
    fields: { version, name: 'Ada', email, phone: '+90 212 555 01 00' },
    pressed: ['version'],
  },
  'console-support-end-saved': { schema: endForm, fields: { endsAt: day } },
  'console-service-request-opened': {
    schema: requestForm,
    fields: { title: 'Mail', details: 'It is slow', severity: 'minimal', channel: 'phone', vendorReference: 'V1' },
  },
  'console-service-request-closed': { schema: closeForm, fields: { vendorReference: 'V1', resolution: 'done' } },
  'console-subscription-created': {
    schema: subscriptionForm,
    fields: { subscriptionName: 'Mail', kind: 'license-based', quantity: '1', externalId: 'x', termEndsAt: day },
  },
  'console-subscription-moved': {
    schema: moveForm,
    fields: { move: 'suspend', vendorReference: 'V1' },
    pressed: ['move'],
  },
  'console-request-resent': { schema: resendForm, fields: { via: 'ses' }, pressed: ['via'] },
  'console-withdrawn': empty,
  'console-request-drafted': {
    schema: whoForm,
    fields: {
      email: 'new@contoso.example',
      name: 'Can',
      company: 'Contoso',
      locale: 'tr',
      country: 'TR',
      domain: 'contoso.example',
      tenantId: role,
      reference: 'PO 1',
      days: '30',
      include: 'yes',
      set: 'single',
      roles: [role, second],
      duration: '30',
      extend: 'yes',
    },
  },
  'console-message-sent': {
    schema: messageForm,
    fields: { version, subject: 'A request', text: 'Please read {link}', do: 'save' },
    pressed: ['version', 'do'],
  },
  'console-asked-again': { schema: expiringForm, fields: { customer: [role] } },
  'console-profile-saved': {
    schema: profileForm,
    fields: { version, name: 'Ada', email, phone: '+90 212 555 01 00', locale: 'tr' },
    pressed: ['version'],
  },
}

const wrongValues: Record<string, string | readonly string[] | undefined> = {
  missing: undefined,
  empty: '',
  blank: ' ',
  'too long': 'x'.repeat(5000),
  'a control character': 'a\u202eb',
  'a wrong format': '\u2603 %',
  'a number out of range': '99999999',
  'a number below zero': '-1',
  'two values': ['x', 'y'],
}

const library = /invalid (input|option|string|number|key)|expected .* received|too (big|small)|unrecognized key/i
const english = /\b(this|must|is|the|enter|choose|your|please|not|with)\b/i

const texts = (html: string) => html.replaceAll(/<[^>]*>/g, '').trim()

/** What the page says at a field: its error, if the control or its group points to it. */
function errorAt(page: string, id: string): string | undefined {
  const error = new RegExp(`<span class="error" id="${id}-error">(.*?)</span>`, 's').exec(page)?.[1]
  const tied = new RegExp(`aria-describedby="[^"]*\\b${id}-error`).test(page) && page.includes(`id="${id}"`)
  return error !== undefined && tied ? texts(error) : undefined
}

/** What the page says on top: in the summary or in a note. */
const alerts = (page: string) =>
  [...page.matchAll(/<div class="note bad"[^>]*>(.*?)<\/div>/gs)].map(([, note = '']) => note)

/** Names of what can be filled in or pressed in the form that posts to the path. */
function namesIn(page: string, path: string): string[] {
  const forms = [...page.matchAll(/<form[^>]*action="([^"?]*)[^"]*"[^>]*>(.*?)<\/form>/gs)]
  const own = forms.filter(([, action]) => action === path).map(([, , inner = '']) => inner)
  return own.flatMap((inner) => [...inner.matchAll(/ name="(\w+)"/g)].map(([, name = '']) => name))
}

const customer = aCustomer()
const stranger = aCustomer()
// nothing blocks the end of this relationship
const removable = aCustomer()
let partner: TestPartner
let secret: string
let ids: Record<string, string>

beforeAll(async () => {
  partner = await aPartner()
  const terms = { adminPrivileges: { roles: [role, second], duration: 'P20D', autoExtend: 'P180D' } }
  const first = await sent(partner, customer, terms)
  const accepted = await accept(customer.carla, await acceptance(first.secret, customer.carla))
  expect(accepted.status, accepted.text).toBe(200)
  const plain = await sent(partner, removable)
  expect((await accept(removable.carla, await acceptance(plain.secret, removable.carla))).status).toBe(200)
  const open = await sent(partner, stranger, terms)
  secret = open.secret
  // the first look is remembered
  for (const as of [stranger.carla, stranger.cem]) await digestOf(secret, as)
  const under = async (path: string, body: object) => {
    const to = `/v1/customers/${customer.id}/${path}`
    const made = await partnerApi('POST', to, { as: partner.ada, headers: key(), body })
    expect(made.status, made.text).toBe(201)
    return String(made.body.id)
  }
  ids = {
    'console-request': open.id,
    'console-message': (await drafted(partner, aCustomer())).id,
    'console-service-request': await under('service-requests', {
      title: 'Mail',
      text: 'Slow',
      severity: 'minimal',
      channel: 'phone',
    }),
    'console-subscription': await under('subscriptions', { name: 'Mail', kind: 'license-based', quantity: 1 }),
  }
})

const acceptancePages: readonly string[] = ['decided', 'forward', 'not-us']

function callerOf(row: Post): Person | undefined {
  if (row.caller === 'anyone') return undefined
  if (row.caller === 'partner') return partner.ada
  if (row.id === 'forward' || row.id === 'not-us') return stranger.cem
  return row.id === 'decided' || row.id === 'agreement-accepted' ? stranger.carla : customer.carla
}

function pathOf(row: Post): string {
  const longest = Object.keys(ids).filter((start) => row.id.startsWith(start))
  return row.path
    .replace('{customerId}', row.id === 'console-removed' ? removable.id : customer.id)
    .replace('{partnerId}', partner.id)
    .replace('{id}', ids[longest.sort((a, b) => b.length - a.length)[0] ?? ''] ?? 'x')
}

async function send(row: Post, locale: 'en' | 'tr', fields: Fields) {
  if (row.function === 'sign-in') throw new Error(`${row.id} has no fields that can be wrong`)
  const as = callerOf(row)
  const holding = acceptancePages.includes(row.id) ? secret : undefined
  const shown = fields.digest === 'x' ? { ...fields, digest: await digestOf(secret, as) } : fields
  return post(row.function, pathOf(row), { as, locale, fields: shown, holding })
}

const posts = pages.filter((row): row is Post => row.method === 'POST')

const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name))
const changed = (fields: Fields, name: string, value: Fields[string] | undefined): Fields =>
  value === undefined ? without(fields, name) : { ...fields, [name]: value }

/** Whether a form with this is wrong: two values are, wherever one is expected. */
function isWrong({ schema, fields }: Sample, wrong: Fields): boolean {
  const form = new URLSearchParams()
  for (const [field, value] of Object.entries(wrong)) for (const one of [value].flat()) form.append(field, one)
  const several = Object.keys(fields).filter((field) => typeof fields[field] !== 'string')
  return checkedForm(schema, form, { several, locale: 'en' }).errors !== undefined
}

const tables = () => contentsOf(partner.id, customer.id, stranger.id, removable.id)

describe.each(posts)('$id', (row) => {
  const sample = samples[row.id]
  const { schema, fields, pressed = [] } = sample

  test('has a sample that is right and has every field of its schema', () => {
    expect(Object.keys(schema.shape).sort()).toEqual(Object.keys(fields).sort())
    expect(isWrong(sample, fields)).toBe(false)
  })

  test.skipIf(Object.keys(fields).length === 0)(
    'says what is wrong with every field at that field, in the language of the page, and writes nothing',
    async () => {
      const before = await tables()
      for (const field of Object.keys(fields))
        for (const [what, value] of Object.entries(wrongValues)) {
          const wrong = changed(fields, field, value)
          const outdated = pressed.includes(field) && wrong[field] !== fields[field] && !isWrong(sample, wrong)
          if (!isWrong(sample, wrong) && !outdated) continue
          const where = `${row.id} ${field}: ${what}`
          const said: Record<string, string> = {}
          for (const locale of ['en', 'tr'] as const) {
            const { status, page } = await send(row, locale, wrong)
            expect([where, status >= 200 && status < 500 && status !== 303], page).toEqual([where, true])
            expect([where, page], where).toEqual([where, expect.not.stringMatching(library)])
            const named = [...namesIn(page, pathOf(row))].filter(
              (name) => !['_token', 'key', 'customer'].includes(name),
            )
            expect([where, named.filter((name) => !(name in fields))]).toEqual([where, []])
            said[locale] = sayingOf(page, field, where)
          }
          expect([where, said.tr]).toEqual([where, expect.not.stringMatching(english)])
          expect([where, said.tr]).not.toEqual([where, said.en])
        }
      expect(await tables()).toEqual(before)
    },
  )

  /** The error at the field and in the summary; of a hidden field or a button, what the page says on top. */
  function sayingOf(page: string, field: string, where: string): string {
    const onTop = alerts(page)
    if (pressed.includes(field)) return texts(onTop.join(' ') || (/<main.*<\/main>/s.exec(page)?.[0] ?? ''))
    const error = errorAt(page, field)
    expect([where, error], texts(onTop.join(' ')) || page).toEqual([where, expect.stringMatching(/^[\p{L}\p{N}+].*/su)])
    const linked = onTop.flatMap((note) => [...note.matchAll(/<a href="#(\w+)">(.*?)<\/a>/gs)])
    expect([where, linked.map(([, id, text = '']) => [id, texts(text)])]).toEqual([
      where,
      expect.arrayContaining([[field, error]]),
    ])
    return error ?? ''
  }
})

describe('each has its own sentence at its own field', () => {
  const request = samples['console-request-drafted'].fields
  const message = samples['console-message-sent'].fields
  const many = adminRoles.slice(0, 16).map(({ id }) => id)
  const profile = () => ({ ...samples['console-profile-saved'].fields, email: `ada@${partner.domain}` })
  const cases: [what: string, Post['id'], field: string, () => Fields, en: string, tr: string][] = [
    [
      'an address of the profile contact elsewhere',
      'console-profile-saved',
      'email',
      () => ({ ...profile(), email: 'ada@elsewhere.example' }),
      'Enter an email address at your own verified domain.',
      'Kendi doğrulanmış alan adınızda bir e-posta adresi girin.',
    ],
    [
      'a phone number that cannot be dialled',
      'console-profile-saved',
      'phone',
      () => ({ ...profile(), phone: 'call me' }),
      'Enter a phone number such as +90 212 555 01 00, or leave this empty.',
      '+90 212 555 01 00 gibi bir telefon numarası girin ya da burayı boş bırakın.',
    ],
    [
      'no roles',
      'console-request-drafted',
      'roles',
      () => without(request, 'roles'),
      'Choose at least one role.',
      'En az bir rol seçin.',
    ],
    [
      '16 roles',
      'console-request-drafted',
      'roles',
      () => ({ ...request, roles: many }),
      'Choose at most 15 roles.',
      'En çok 15 rol seçin.',
    ],
    [
      'an empty subject',
      'console-message-sent',
      'subject',
      () => ({ ...message, subject: ' ' }),
      'Enter a subject.',
      'Bir konu girin.',
    ],
    [
      'a subject that imitates the vendor',
      'console-message-sent',
      'subject',
      () => ({ ...message, subject: 'Microsoft Support' }),
      'This must not speak in the name of a vendor, as &quot;Microsoft Support&quot; does.',
      'Bir üretici adına konuşamaz: “Microsoft Support”.',
    ],
  ]

  test.each(cases)('%s', async (_what, id, field, fields, en, tr) => {
    const row = posts.find((one) => one.id === id)
    if (!row) throw new Error(id)
    const before = await tables()
    for (const [locale, sentence] of [
      ['en', en],
      ['tr', tr],
    ] as const)
      expect([locale, errorAt((await send(row, locale, fields())).page, field)]).toEqual([locale, sentence])
    expect(await tables()).toEqual(before)
  })
})

test('a colleague’s name that imitates the vendor is refused as the API refuses it', async () => {
  const row = posts.find(({ id }) => id === 'forward')
  if (!row) throw new Error('forward')
  const { page } = await send(row, 'en', { ...samples.forward.fields, name: 'Microsoft Support' })
  expect(errorAt(page, 'name')).toMatch(/^This must not speak in the name of a vendor/)
})
