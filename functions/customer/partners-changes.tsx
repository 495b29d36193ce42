import * as z from 'zod'
import { codesOf, livePrivileges } from '../../shared/domain/admin-privileges.ts'
import { bareTenantId } from '../../shared/domain/ids.ts'
import { latestEnd, mayGiveBack } from '../../shared/domain/privileges-life.ts'
import { responsibilityEndsAt } from '../../shared/domain/relationship.ts'
import { utcDay } from '../../shared/domain/time.ts'
import { changeablePrivileges } from '../../shared/domain/waiting-privileges.ts'
import { checkedForm, type PageReply, refusalOr } from '../../shared/http/page.tsx'
import { requestEndBody } from '../../shared/http/shapes/removal.ts'
import { shownVersion } from '../../shared/http/shown-version.ts'
import { formatDate } from '../../shared/messages/formats.ts'
import { partnersWords } from '../../shared/messages/pages/pages.ts'
import { changeAdminPrivileges } from '../../shared/use-cases/change-admin-privileges.ts'
import { getRelationship } from '../../shared/use-cases/get-relationship.ts'
import { renegotiateSupport } from '../../shared/use-cases/renegotiate-support.ts'
import { requestEnd, withdrawEndRequest } from '../../shared/use-cases/request-end.ts'
import { EndPage, SupportEndPage } from '../../shared/views/partners-ending.tsx'
import type { Side } from '../../shared/views/partners-frame.tsx'
import {
  ChangePrivilegesPage,
  type PrivilegesValues,
  RemovePrivilegesPage,
} from '../../shared/views/partners-privileges.tsx'
import type { PageHandlers } from '../http-function.ts'
import { forMembers, type MemberRequest, refusalInWords, sideOf, statusOf } from './partners-side.tsx'

type Wrongs = Pick<Side, 'errors' | 'refused'>

const partnerIdOf = ({ params }: MemberRequest) => bareTenantId(params.partnerId)
const relationshipOf = (request: MemberRequest) => getRelationship(partnerIdOf(request), request.caller.tenantId)
const done = (request: MemberRequest, what: string): PageReply => ({
  redirect: `/partners/${partnerIdOf(request)}?done=${what}`,
})

// a day that people choose is over at its last second
const endOf = (day: string) => `${day}T23:59:59.000Z`

async function privilegesPage(request: MemberRequest, values?: PrivilegesValues, wrongs: Wrongs = {}) {
  const relationship = await relationshipOf(request)
  const present = changeablePrivileges(relationship, request.now)
  if (!present || !(livePrivileges(present, request.now) || mayGiveBack(present, request.now)))
    return { redirect: `/partners/${relationship.partnerId}` }
  const side = sideOf(request, wrongs, ['privileges'])
  const facts = { relationship, present, latest: latestEnd(present), values }
  return { page: <ChangePrivilegesPage side={side} facts={facts} />, status: statusOf(side) }
}

export const removeForm = z.object({ version: shownVersion })
export const endForm = requestEndBody.unwrap().strip()
export const supportForm = z.object({ day: z.iso.date() })
export const changeForm = z.object({
  version: shownVersion,
  roles: z.array(z.string()).default([]),
  until: z.iso.date().optional(),
  autoExtend: z.literal('P180D').optional(),
})

/** Days stand for their last second, but that of the present end for the end itself: who changes roles only moves nothing. */
async function changePrivileges(request: MemberRequest): Promise<PageReply> {
  const { caller, form, locale, now } = request
  const { change: words } = partnersWords(locale)
  const present = changeablePrivileges(await relationshipOf(request), now)
  const values = { roles: form.getAll('roles'), until: form.get('until') ?? '', autoExtend: form.has('autoExtend') }
  if (!present) return privilegesPage(request)
  const latest = latestEnd(present)
  const { data, errors: wrong = [] } = checkedForm(changeForm, form, { several: ['roles'], locale })
  const until = data?.until ?? (wrong.some(({ field }) => field === 'until') ? '' : values.until)
  const inTime = until !== '' && until <= utcDay(new Date(latest)) && new Date(endOf(until)) > now
  const errors = [
    ...wrong.filter(({ field }) => field !== 'until'),
    ...(values.roles.length > 0 ? [] : [{ field: 'roles', message: words.none }]),
    ...(inTime ? [] : [{ field: 'until', message: words.day({ date: formatDate(locale, new Date(latest)) }) }]),
  ]
  if (!data || errors.length > 0) return privilegesPage(request, values, { errors })
  const unchanged = until === utcDay(new Date(present.endsAt)) && new Date(present.endsAt) > now
  const endsAt = unchanged ? undefined : endOf(until) < latest ? endOf(until) : latest
  const outcome = await refusalOr(
    (async () => {
      const wish = { roles: codesOf(data.roles), endsAt, autoExtend: data.autoExtend ?? ('PT0S' as const) }
      return changeAdminPrivileges(caller, partnerIdOf(request), wish, data.version, now)
    })(),
  )
  if ('value' in outcome) return done(request, 'changed')
  return privilegesPage(request, values, { refused: refusalInWords(request, outcome.refusal) })
}

async function removalPage(request: MemberRequest, wrongs: Wrongs = {}): Promise<PageReply> {
  const relationship = await relationshipOf(request)
  const side = sideOf(request, wrongs, ['privileges'])
  const live = livePrivileges(changeablePrivileges(relationship, request.now), request.now)
  return {
    page: <RemovePrivilegesPage side={side} relationship={relationship} live={live} />,
    status: statusOf(side),
  }
}

async function endPage(request: MemberRequest, reason?: string, wrongs: Wrongs = {}): Promise<PageReply> {
  const side = sideOf(request, wrongs, ['relationship'])
  const relationship = await relationshipOf(request)
  return { page: <EndPage side={side} relationship={relationship} reason={reason} />, status: statusOf(side) }
}

async function supportPage(request: MemberRequest, day?: string, wrongs: Wrongs = {}): Promise<PageReply> {
  const side = sideOf(request, wrongs, ['relationship'])
  const relationship = await relationshipOf(request)
  const page = <SupportEndPage side={side} relationship={relationship} now={request.now} day={day} />
  return { page, status: statusOf(side) }
}

/** What the customer changes about one partner: privileges, the wish to end it, the end of support. */
export const partnersChanges = {
  'partner-privileges': forMembers((request) => privilegesPage(request)),
  'partner-privileges-changed': forMembers(changePrivileges),

  'partner-privileges-removal': forMembers((request) => removalPage(request)),
  'partner-privileges-removed': forMembers(async (request) => {
    const read = removeForm.shape.version.parse(request.form.get('version'))
    const outcome = await refusalOr(
      changeAdminPrivileges(request.caller, partnerIdOf(request), null, read, request.now),
    )
    if ('value' in outcome) return done(request, 'removed')
    return removalPage(request, { refused: refusalInWords(request, outcome.refusal) })
  }),

  'partner-end': forMembers((request) => endPage(request)),
  'partner-end-requested': forMembers(async (request) => {
    const typed = request.form.get('reason') ?? ''
    const { data, errors } = checkedForm(endForm, request.form, request)
    if (errors) {
      const message = partnersWords(request.locale).end.reasonWrong
      return endPage(request, typed, { errors: [{ field: 'reason', message }] })
    }
    const outcome = await refusalOr(requestEnd(request.caller, partnerIdOf(request), data.reason, request.now))
    if ('value' in outcome) return done(request, 'end')
    return endPage(request, typed, { refused: refusalInWords(request, outcome.refusal) })
  }),

  'partner-end-withdrawn': forMembers(async (request) => {
    const outcome = await refusalOr(withdrawEndRequest(request.caller, partnerIdOf(request), request.now))
    if ('value' in outcome) return done(request, 'end-withdrawn')
    return endPage(request, undefined, { refused: refusalInWords(request, outcome.refusal) })
  }),

  'partner-support': forMembers((request) => supportPage(request)),
  'partner-support-agreed': forMembers(async (request) => {
    const { form, caller, now, locale } = request
    const { data } = checkedForm(supportForm, form, request)
    const wrong = { errors: [{ field: 'day', message: partnersWords(locale).support.dayWrong }] }
    if (!data || new Date(endOf(data.day)) <= now) return supportPage(request, form.get('day') ?? '', wrong)
    const outcome = await refusalOr(renegotiateSupport(caller, partnerIdOf(request), endOf(data.day), now))
    if ('refusal' in outcome)
      return supportPage(request, data.day, { refused: refusalInWords(request, outcome.refusal) })
    return done(request, responsibilityEndsAt(outcome.value) ? 'support-both' : 'support')
  }),
} satisfies Partial<PageHandlers<'customer'>>
