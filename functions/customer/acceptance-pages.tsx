import * as z from 'zod'
import { isProven } from '../../shared/domain/acceptance.ts'
import { codesOf, type Terms } from '../../shared/domain/admin-privileges.ts'
import { decidableBy, whyUndecided } from '../../shared/domain/deciding.ts'
import type { Problem } from '../../shared/domain/errors.ts'
import { notFound } from '../../shared/domain/ids.ts'
import { offersTo } from '../../shared/domain/link-moves.ts'
import { locales } from '../../shared/domain/locale.ts'
import type { Member } from '../../shared/domain/people.ts'
import { maskAddress } from '../../shared/domain/text.ts'
import { daysOf } from '../../shared/domain/time.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { encryptCookie } from '../../shared/http/cookies.ts'
import { checkedForm, type PageReply, refusalOr } from '../../shared/http/page.tsx'
import { declineBody, forwardBody, notUsBody } from '../../shared/http/shapes/acceptance.ts'
import { agreementBody } from '../../shared/http/shapes/agreement.ts'
import { acceptWords, commonWords } from '../../shared/messages/pages/pages.ts'
import { refusalText } from '../../shared/messages/pages/refusals.ts'
import { acceptInvitation } from '../../shared/use-cases/accept-invitation.ts'
import { askForFreshLink } from '../../shared/use-cases/ask-for-fresh-link.ts'
import { declineInvitation } from '../../shared/use-cases/decline-invitation.ts'
import { forwardInvitation } from '../../shared/use-cases/forward-invitation.ts'
import { getBlock } from '../../shared/use-cases/get-block.ts'
import { portalOf } from '../../shared/use-cases/link-of.ts'
import { type OpenedInvitation, openInvitation, readLink, subjectOf } from '../../shared/use-cases/open-invitation.ts'
import { sayNotUs } from '../../shared/use-cases/say-not-us.ts'
import type { Cannot } from '../../shared/views/accept-cannot.tsx'
import { DecidePage, type DecisionValues } from '../../shared/views/accept-decide.tsx'
import type { Remark } from '../../shared/views/accept-done.tsx'
import { AgreementPage, type DeadCode, DeadPage, MayNotPage, PastePage } from '../../shared/views/accept-others.tsx'
import { RequestPage, type ShownRequest } from '../../shared/views/accept-request.tsx'
import type { Wrong } from '../../shared/views/parts.tsx'
import type { PageHandlers } from '../http-function.ts'
import {
  type AnyRequest,
  donePage,
  heldSecret,
  invitationSeconds,
  lost,
  mayLift,
  remarked,
} from './acceptance-done.tsx'
import { textOf } from './agreement-text.ts'

const { ACCEPTING_ROLES, AGREEMENT, OPERATOR_NAME } = readEnvironment('ACCEPTING_ROLES', 'AGREEMENT', 'OPERATOR_NAME')

type MemberRequest = AnyRequest & { caller: Member; form: URLSearchParams }

function shownOf({ invitation, partner, provider, relationship, outcome }: OpenedInvitation): ShownRequest {
  return {
    partner,
    provider,
    recipient: maskAddress(invitation.recipient.email),
    terms: invitation.adminPrivileges,
    expiresAt: new Date(invitation.expiresAt),
    portalName: portalOf(partner.cloud).name,
    operator: OPERATOR_NAME,
    outcome: outcome ?? undefined,
    renews: relationship?.status === 'active',
  }
}

const deadCodes = [
  'link-superseded',
  'invitation-revoked',
  'invitation-expired',
  'invitation-already-decided',
  'not-found',
  'partner-not-active',
] as const

/** What a link that leads nowhere shows: why, and a contact. Members of an organisation that decided read its answer. */
function deadLink({ frame }: AnyRequest, refusal: Problem, asked = false): PageReply {
  if (refusal.code === 'invitation-already-decided' && refusal.details.decided) return { redirect: '/accept/done' }
  const code = deadCodes.find((one): one is DeadCode => one === refusal.code) ?? 'not-found'
  return {
    page: <DeadPage frame={frame} code={code} details={refusal.details} asked={asked} />,
    status: refusal.status,
  }
}

/** Reads the held link and goes on with it; a dead or lost one has its own page. */
async function withLink(
  request: AnyRequest & { caller?: Member },
  go: (opened: OpenedInvitation, secret: string) => Promise<PageReply> | PageReply,
): Promise<PageReply> {
  const secret = await heldSecret(request)
  if (!secret) return lost(request)
  const read = await refusalOr(readLink(secret, request.caller, request.now), ...deadCodes)
  return 'refusal' in read ? deadLink(request, read.refusal) : go(read.value, secret)
}

/** Why the caller cannot accept this request even if they grant nothing that was asked for. */
const whyNot = ({ decidedBy }: OpenedInvitation, caller: Member) => whyUndecided(caller, ACCEPTING_ROLES, decidedBy)

interface Refused {
  values?: DecisionValues
  errors?: Wrong[]
  refusal?: string
}

/** What already refuses an acceptance by the caller, with the block if it is one. */
async function cannotOf({ refusal }: OpenedInvitation, caller: Member | undefined): Promise<Cannot | undefined> {
  if (!refusal || !caller) return undefined
  const block = refusal.code === 'customer-blocked' ? await getBlock(caller, refusal.partner.id) : undefined
  return { refusal, block, mayLift: mayLift(caller) }
}

/** The decision's form, or why this account has none. */
const decisionPage = (request: MemberRequest, again: Refused = {}) =>
  withLink(request, async (opened) => {
    const { caller, frame, locale } = request
    const { accepted } = opened
    const reason = whyNot(opened, caller)
    const decidable = decidableBy(caller, ACCEPTING_ROLES)
    const common = {
      shown: shownOf(opened),
      digest: opened.digest,
      decidable,
      cannot: await cannotOf(opened, caller),
      offers: offersTo(opened.invitation, caller),
      ...again,
    }
    if (reason)
      return {
        page: <MayNotPage frame={frame} caller={caller} reason={reason} {...common} />,
        status: 403,
      }
    const facts = {
      ...common,
      proven: isProven(opened.invitation, caller),
      agreement: {
        version: AGREEMENT.version,
        title: AGREEMENT.languages[locale].title,
        accepted: accepted !== undefined,
      },
    }
    return {
      page: <DecidePage frame={frame} caller={caller} facts={facts} />,
      status: again.errors || again.refusal ? 422 : 200,
    }
  })

// a browser holds one link: who has opened another since must not answer that one on the page of this one
const otherShown = (request: MemberRequest, values?: DecisionValues) =>
  decisionPage(request, { values, refusal: acceptWords(request.locale).decide.changed })

// one that was not shown is never the current one: the form counts as outdated
const digest = z.string().catch('')

export const decisionForm = z.object({
  digest,
  decision: z.enum(['accept', 'decline']),
  roles: z.array(z.string()).default([]),
  days: z.coerce.number().int().optional(),
  autoExtend: z.enum(['PT0S', 'P180D']).optional(),
  firstName: agreementBody.shape.firstName.optional(),
  lastName: agreementBody.shape.lastName.optional(),
  email: agreementBody.shape.email.optional(),
  agree: z.string().optional(),
  reason: declineBody.shape.reason,
  block: z.string().optional(),
})
type Decision = z.output<typeof decisionForm>

const valuesOf = (form: URLSearchParams): DecisionValues => ({
  roles: form.getAll('roles'),
  days: form.get('days') ?? undefined,
  autoExtend: form.has('autoExtend'),
  firstName: form.get('firstName') ?? undefined,
  lastName: form.get('lastName') ?? undefined,
  email: form.get('email') ?? undefined,
  reason: form.get('reason') ?? undefined,
})

/** What is granted of what was asked: nothing ticked = no privileges; null and undefined as the domain knows them. */
function grantOf(asked: Terms | null, { roles, days, autoExtend }: Decision): null | undefined | Partial<Terms> {
  if (!asked) return undefined
  if (roles.length === 0) return null
  return {
    roles: codesOf(roles),
    autoExtend: autoExtend ?? 'PT0S',
    ...(days === undefined ? {} : { duration: `P${days}D` }),
  }
}

function missing(request: MemberRequest, asked: Terms | null, decision: Decision, accepted: boolean): Wrong[] {
  const { decide: words } = acceptWords(request.locale)
  const { required } = commonWords(request.locale)
  const most = daysOf(asked?.duration ?? '') ?? 0
  const wrongs: (Wrong | false)[] = [
    asked !== null &&
      decision.roles.length > 0 &&
      (!decision.days || decision.days < 1 || decision.days > most) && {
        field: 'days',
        message: words.daysWrong({ most }),
      },
    !accepted && decision.agree !== AGREEMENT.version && { field: 'agree', message: words.agreeMissing },
    ...(['firstName', 'lastName', 'email'] as const).map(
      (field) => !accepted && !decision[field] && { field, message: `${words[field]}: ${required}` },
    ),
  ]
  return wrongs.filter((wrong) => wrong !== false)
}

async function decide(request: MemberRequest): Promise<PageReply> {
  const { caller, form, locale, now } = request
  const values = valuesOf(form)
  const { data, errors } = checkedForm(decisionForm, form, { several: ['roles'], locale })
  if (errors) return decisionPage(request, { values, errors })
  return withLink(request, async ({ invitation, shows, ...opened }, secret) => {
    if (!shows(data.digest)) return otherShown(request, values)
    const accepted = opened.accepted !== undefined
    const wrongs = data.decision === 'accept' ? missing(request, invitation.adminPrivileges, data, accepted) : []
    if (wrongs.length > 0) return decisionPage(request, { values, errors: wrongs })
    const { firstName = '', lastName = '', email: address = '' } = data
    const agreement = accepted
      ? undefined
      : { version: AGREEMENT.version, language: locale, firstName, lastName, email: address }
    const outcome = await refusalOr<unknown>(
      data.decision === 'accept'
        ? acceptInvitation(
            caller,
            secret,
            { digest: data.digest, agreement, adminPrivileges: grantOf(invitation.adminPrivileges, data) },
            now,
          )
        : declineInvitation(caller, secret, { reason: data.reason, blockPartner: data.block === 'yes' }, now),
    )
    if ('value' in outcome) return { redirect: '/accept/done' }
    const changed = outcome.refusal.code === 'content-changed'
    return decisionPage(request, {
      values,
      refusal: changed ? acceptWords(locale).decide.changed : refusalText(locale, outcome.refusal),
    })
  })
}

export const forwardForm = z.object({ digest, colleague: forwardBody.shape.email, name: forwardBody.shape.name })
export const noteForm = z.object({ digest, note: notUsBody.shape.note })

/** Says something about the link without deciding; then nothing is left to fill in. */
const remark = (
  request: MemberRequest,
  digest: string,
  said: Remark,
  say: (secret: string) => Promise<unknown>,
): Promise<PageReply> =>
  withLink(request, async ({ shows }, secret) => {
    if (!shows(digest)) return otherShown(request)
    const outcome = await refusalOr(say(secret))
    return 'refusal' in outcome
      ? decisionPage(request, { refusal: refusalText(request.locale, outcome.refusal) })
      : remarked(request, secret, said)
  })

export const secretForm = z.object({ secret: z.string() })

/** What a link shows to a person: the request, the decision, what became of it. */
export const acceptancePages = {
  accept: ({ frame }) => ({ page: <PastePage frame={frame} /> }),

  'open-link': async ({ form, frame, ring, locale }) => {
    const { data } = checkedForm(secretForm, form, { locale })
    const secret = (data?.secret ?? '').trim().replace(/^.*#i=/, '')
    const genuine = await refusalOr(subjectOf(secret), 'not-found')
    if ('value' in genuine)
      return {
        redirect: '/accept/request',
        cookies: [await encryptCookie(ring, 'invitation', secret, invitationSeconds)],
      }
    const errors = [{ field: 'secret', message: acceptWords(locale).paste.wrong }]
    return { page: <PastePage frame={frame} errors={errors} />, status: 404 }
  },

  request: (request) =>
    withLink(request, async (opened) => ({
      page: (
        <RequestPage frame={request.frame} shown={shownOf(opened)} cannot={await cannotOf(opened, request.caller)} />
      ),
    })),

  continue: async (request) => {
    const secret = await heldSecret(request)
    if (!secret) return lost(request)
    const opened = await refusalOr(openInvitation(secret, request.caller, request.now), ...deadCodes)
    return 'refusal' in opened ? deadLink(request, opened.refusal) : { redirect: '/accept/decide' }
  },

  decide: (request) => decisionPage(request),

  decided: (request) => decide(request),

  done: (request) => donePage(request),

  forward: async (request) => {
    const { data, errors } = checkedForm(forwardForm, request.form, request)
    if (errors) return decisionPage(request, { errors })
    return remark(request, data.digest, 'forwarded', (secret) =>
      forwardInvitation(request.caller, secret, { email: data.colleague, name: data.name }, request.now),
    )
  },

  'not-us': async (request) => {
    const { data, errors } = checkedForm(noteForm, request.form, request)
    if (errors) return decisionPage(request, { errors })
    return remark(request, data.digest, 'not-us', (secret) => sayNotUs(request.caller, secret, data.note, request.now))
  },

  'fresh-link': async (request) => {
    const secret = await heldSecret(request)
    if (!secret) return lost(request)
    await askForFreshLink(secret, request.now)
    const read = await refusalOr(readLink(secret, request.caller, request.now), ...deadCodes)
    return 'refusal' in read ? deadLink(request, read.refusal, true) : { redirect: '/accept/request' }
  },

  agreement: ({ frame, params }) => {
    const language = locales.find((locale) => locale === params.language)
    if (!language) throw notFound()
    const { version, languages } = AGREEMENT
    return {
      page: <AgreementPage frame={frame} title={languages[language].title} version={version} text={textOf(language)} />,
    }
  },
} satisfies Partial<PageHandlers<'customer'>>
