import type { Relationship } from '../domain/relationship.ts'
import { readEnvironment } from '../environment.ts'
import { agreementKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import type { Page } from './fill-page.ts'

const { AGREEMENT } = readEnvironment('AGREEMENT')

/** `agreementIsCurrent`: the customer accepted the version in force. */
export interface ListedRelationship {
  relationship: Relationship
  agreementIsCurrent: boolean
}

// what a living relationship was accepted under is not deleted
const known = ({ status, agreementVersion }: Relationship) =>
  status !== 'removed' && agreementVersion === AGREEMENT.version

/** Adds to a page of relationships whether each customer accepted the agreement in force; reads only what they do not tell. */
export async function withCurrentAgreement({ items, after }: Page<Relationship>): Promise<Page<ListedRelationship>> {
  const unknown = [...new Set(items.filter((r) => !known(r)).map(({ customerId }) => customerId))]
  const keys = unknown.map((customerId) => agreementKey(customerId, AGREEMENT.version))
  const { relationships } = keys.length > 0 ? await readTogether({ relationships: keys }) : { relationships: [] }
  const accepted = new Set(unknown.filter((_, n) => relationships[n] !== undefined))
  const listed = items.map((relationship) => {
    return { relationship, agreementIsCurrent: known(relationship) || accepted.has(relationship.customerId) }
  })
  return { items: listed, after }
}
