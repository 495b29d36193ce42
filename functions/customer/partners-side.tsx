import { decidableBy, type Part, whyUndecided } from '../../shared/domain/deciding.ts'
import type { Problem } from '../../shared/domain/errors.ts'
import type { Member } from '../../shared/domain/people.ts'
import { readEnvironment } from '../../shared/environment.ts'
import type { PageReply, PageRequest } from '../../shared/http/page.tsx'
import { partnersWords } from '../../shared/messages/pages/pages.ts'
import { refusalText } from '../../shared/messages/pages/refusals.ts'
import { GuestPage, type ReadOnly, type Side } from '../../shared/views/partners-frame.tsx'

const { ACCEPTING_ROLES } = readEnvironment('ACCEPTING_ROLES')

export type MemberRequest = PageRequest<{ caller: 'member' }>

/** Runs the handler for members of the organisation; guests get a page that says why they see nothing. */
export const forMembers =
  (handle: (request: MemberRequest) => Promise<PageReply> | PageReply) =>
  (request: MemberRequest): Promise<PageReply> | PageReply =>
    request.caller.membership === 'member'
      ? handle(request)
      : { page: <GuestPage frame={request.frame} caller={request.caller} />, status: 403 }

// what `forMembers` let through is a member; only their roles are left to check
const readOnlyOf = (caller: Member, parts: readonly Part[]) => whyUndecided(caller, ACCEPTING_ROLES, parts) as ReadOnly

/** What a page needs to know about the reader, and what went wrong before. `parts`: all that the page decides about. */
export const sideOf = (
  { frame, caller }: MemberRequest,
  more: Pick<Side, 'done' | 'errors' | 'refused'> = {},
  parts: readonly Part[] = [],
): Side => ({
  frame,
  caller,
  readOnly: readOnlyOf(caller, parts),
  decidable: decidableBy(caller, ACCEPTING_ROLES),
  ...more,
})

/** A refusal in the reader's language; some mean something more exact on these pages. */
export function refusalInWords({ locale }: MemberRequest, problem: Problem): string {
  const own: Record<string, string> = partnersWords(locale).refused
  return own[problem.code] ?? refusalText(locale, problem)
}

/** 422 where a form is shown again. */
export const statusOf = ({ errors, refused }: Side): number => (errors?.length || refused ? 422 : 200)

/** The address of the next page of a list. */
export const nextHref = (path: string, cursor: string | null): string | undefined =>
  cursor === null ? undefined : `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`
