import type { Relationship } from '../domain/relationship.ts'
import { queryCustomers } from '../store/relationships.ts'
import { fillPage, type Page } from './fill-page.ts'

/** A partner's customers, by their id. */
export const listCustomers = (
  partnerId: string,
  wish: { status?: Relationship['status']; limit: number; after?: string },
): Promise<Page<Relationship>> =>
  fillPage(wish.limit, wish.after, async (limit, after) => {
    const page = await queryCustomers(partnerId, { limit, after, status: wish.status })
    return { items: page.relationships, after: page.after }
  })
