import * as z from 'zod'
import { bareTenantId } from '../../shared/domain/ids.ts'
import { domainOf } from '../../shared/domain/text.ts'
import { readEnvironment } from '../../shared/environment.ts'
import { listReply } from '../../shared/http/list.ts'
import { checkedForm, type PageReply, refusalOr } from '../../shared/http/page.tsx'
import { agreementBody } from '../../shared/http/shapes/agreement.ts'
import { partnersWords } from '../../shared/messages/pages/pages.ts'
import { acceptAgreement } from '../../shared/use-cases/accept-agreement.ts'
import { type Erasure, erasePersons } from '../../shared/use-cases/erase-persons.ts'
import { liftBlock } from '../../shared/use-cases/lift-block.ts'
import { listBlocks } from '../../shared/use-cases/list-blocks.ts'
import { readAcceptedAgreement } from '../../shared/use-cases/read-accepted-agreement.ts'
import type { Side } from '../../shared/views/partners-frame.tsx'
import { AgreementInForcePage, BlocksPage, ErasurePage } from '../../shared/views/partners-organisation.tsx'
import type { PageHandlers } from '../http-function.ts'
import { forMembers, type MemberRequest, nextHref, refusalInWords, sideOf, statusOf } from './partners-side.tsx'

const { AGREEMENT } = readEnvironment('AGREEMENT')

const rowsOnPage = 25

async function blocksPage(request: MemberRequest, more: Pick<Side, 'done' | 'refused'> = {}): Promise<PageReply> {
  const { caller, query } = request
  const { body } = await listReply(
    `blocks-page/${caller.tenantId}`,
    { limit: rowsOnPage, cursor: query.get('cursor') ?? undefined },
    (page) => listBlocks(caller, page),
    (block) => block,
  )
  const side = sideOf(request, more, ['relationship'])
  const next = nextHref('/partners/blocks', body.nextCursor)
  return { page: <BlocksPage side={side} blocks={body.data} nextHref={next} />, status: statusOf(side) }
}

export const blockForm = z.object({ partner: z.string() })
export const erasureForm = z.object({ confirm: z.string() })
export const agreementForm = z.object({
  ...agreementBody.omit({ language: true }).shape,
  version: z.string().catch(''),
  agree: z.literal('yes'),
})

async function agreementPage(
  request: MemberRequest,
  more: Pick<Side, 'done' | 'errors' | 'refused'> = {},
): Promise<PageReply> {
  const { caller, form, locale } = request
  const { title, sha256 } = AGREEMENT.languages[locale]
  const [first = '', ...rest] = caller.name.split(' ')
  const values = {
    firstName: form.get('firstName') ?? first,
    lastName: form.get('lastName') ?? rest.join(' '),
    email: form.get('email') ?? caller.signInName,
  }
  const accepted = await readAcceptedAgreement(caller.tenantId)
  const side = sideOf(request, more, ['agreement'])
  const facts = { version: AGREEMENT.version, title, sha256, accepted, values }
  return { page: <AgreementInForcePage side={side} facts={facts} />, status: statusOf(side) }
}

/** Each field is told what to do in the reader's language. */
function wrongIn(field: string, { locale }: MemberRequest) {
  const { agreement: words } = partnersWords(locale)
  if (field === 'agree') return { field: 'agree', message: words.agreeMissing }
  if (field === 'email') return { field, message: words.emailWrong }
  return { field, message: words.fieldWrong({ field: field === 'firstName' ? words.firstName : words.lastName }) }
}

const count = z.coerce.number().int().min(0).max(1_000_000)
const counts = z.object({ erased: count, kept: count, more: z.literal('1').optional() })
const countsOf = ({ erased, kept, complete }: Erasure) =>
  `erased=${erased}&kept=${kept.length}${complete ? '' : '&more=1'}`

function erasurePage(request: MemberRequest, errors?: Side['errors'], refused?: string): PageReply {
  const { erasure: words } = partnersWords(request.locale)
  const { data: told } = counts.safeParse(Object.fromEntries(request.query))
  const done = told && [
    words.done({ count: told.erased }),
    told.more ? words.more : told.kept > 0 && words.kept({ count: told.kept }),
  ]
  const side = sideOf(request, { done: done?.filter(Boolean).join(' '), errors, refused }, ['relationship'])
  const typed = request.form.get('confirm') ?? undefined
  return { page: <ErasurePage side={side} typed={typed} />, status: statusOf(side) }
}

/** What concerns the organisation and not one partner: blocks, the agreement, personal data. */
export const partnersOrganisation = {
  blocks: forMembers((request) =>
    blocksPage(
      request,
      request.query.get('done') === 'lifted' ? { done: partnersWords(request.locale).blocks.done } : {},
    ),
  ),
  'block-lifted': forMembers(async (request) => {
    const outcome = await refusalOr(
      liftBlock(request.caller, bareTenantId(checkedForm(blockForm, request.form, request).data?.partner)),
    )
    if ('value' in outcome) return { redirect: '/partners/blocks?done=lifted' }
    return blocksPage(request, { refused: refusalInWords(request, outcome.refusal) })
  }),

  'agreement-in-force': forMembers((request) =>
    agreementPage(
      request,
      request.query.get('done') === 'accepted' ? { done: partnersWords(request.locale).agreement.done } : {},
    ),
  ),
  'agreement-accepted': forMembers(async (request) => {
    const { caller, form, locale, now } = request
    const { data, errors } = checkedForm(agreementForm, form, request)
    if (errors) return agreementPage(request, { errors: errors.map(({ field }) => wrongIn(field, request)) })
    const { agree: _, ...signed } = data
    const outcome = await refusalOr(acceptAgreement(caller, { ...signed, language: locale }, locale, now))
    if ('value' in outcome) return { redirect: '/partners/agreement?done=accepted' }
    return agreementPage(request, { refused: refusalInWords(request, outcome.refusal) })
  }),

  erasure: forMembers((request) => erasurePage(request)),
  erased: forMembers(async (request) => {
    const { caller, form, locale, now } = request
    const outcome = await refusalOr(
      erasePersons(caller, checkedForm(erasureForm, form, request).data?.confirm ?? '', now),
    )
    if ('value' in outcome) return { redirect: `/partners/erasure?${countsOf(outcome.value)}` }
    if (outcome.refusal.code !== 'validation-failed')
      return erasurePage(request, undefined, refusalInWords(request, outcome.refusal))
    const message = partnersWords(locale).erasure.confirmWrong({ domain: domainOf(caller.signInName) })
    return erasurePage(request, [{ field: 'confirm', message }])
  }),
} satisfies Partial<PageHandlers<'customer'>>
