import { livePrivileges, type PrivilegeState, privilegesAt } from '../domain/admin-privileges.ts'
import type { Relationship } from '../domain/relationship.ts'
import { queryCustomers } from '../store/relationships.ts'
import { fillPage, type Page } from './fill-page.ts'

export interface CustomersFilter {
  /** without one, what was removed is left out */
  status?: Relationship['status']
  privileges?: PrivilegeState
  /** privileges that hold and end before this time */
  before?: string
  /** how the customer's name or domain begins */
  q?: string
}

const begins = (text: string, prefix: string) => text.toLowerCase().startsWith(prefix.toLowerCase())

/** By the clock, not by what the schedule has recorded so far. */
function passes(r: Relationship, { status, privileges, before, q }: CustomersFilter, now: Date): boolean {
  const live = livePrivileges(r.adminPrivileges, now)
  const state = r.adminPrivileges ? privilegesAt(r.adminPrivileges, now).state : 'none'
  return (
    (status ? r.status === status : r.status !== 'removed') &&
    (!privileges || state === privileges) &&
    (!before || (live !== null && live.endsAt < before)) &&
    (!q || begins(r.name, q) || begins(r.provenDomain, q))
  )
}

/** A partner's customers, by their id. */
export const listCustomers = (
  partnerId: string,
  { limit, after, ...filter }: CustomersFilter & { limit: number; after?: string },
  now: Date,
): Promise<Page<Relationship>> =>
  fillPage(
    { limit, after, filtered: Object.values(filter).some((value) => value !== undefined) },
    async (limit, after) => {
      const page = await queryCustomers(partnerId, { limit, after })
      return { items: page.relationships.filter((r) => passes(r, filter, now)), after: page.after }
    },
    (relationship) => relationship.customerId,
  )
