import * as z from 'zod'
import type { CustomerHint } from '../domain/preflight.ts'
import { isPublicMailDomain } from '../domain/public-mail-domains.ts'
import type { Relationship } from '../domain/relationship.ts'
import { relationshipsTable } from './client.ts'
import type { Write } from './commit.ts'
import { domainKey, type Key, relationshipKey } from './keys.ts'
import { type Item, readTogether } from './read.ts'
import { decodeRelationship } from './relationship-item.ts'

const domainItem = z.object({ customers: z.set(z.string()) })

// a request names at most two domains, and an organisation verifies a domain alone: this only bounds one read
const mostCustomers = 50

/** Adds a customer to its verified domain, where it stays: only the relationship tells whether it is a customer today. */
export const addToDomain = ({ partnerId, customerId, provenDomain }: Relationship): Write[] =>
  provenDomain === '' || isPublicMailDomain(provenDomain)
    ? []
    : [
        {
          Update: {
            TableName: relationshipsTable,
            Key: domainKey(partnerId, provenDomain),
            UpdateExpression: 'ADD customers :customer',
            ExpressionAttributeValues: { ':customer': new Set([customerId]) },
          },
        },
      ]

/** What to read to find the customers that a request may mean. */
export const hintKeys = (partnerId: string, { tenantId, domains }: CustomerHint): Key[] =>
  tenantId ? [relationshipKey(partnerId, tenantId)] : domains.map((domain) => domainKey(partnerId, domain))

/** The relationships with those customers, from the items at `hintKeys`. Only a domain with customers takes another read. */
export async function relationshipsAt(
  partnerId: string,
  { tenantId }: CustomerHint,
  items: (Item | undefined)[],
): Promise<Relationship[]> {
  const found = items.filter((item) => item !== undefined)
  if (tenantId) return found.map(decodeRelationship)
  const ids = new Set(found.flatMap((item) => [...domainItem.parse(item).customers]))
  if (ids.size === 0) return []
  const keys = [...ids].slice(0, mostCustomers).map((id) => relationshipKey(partnerId, id))
  const { relationships } = await readTogether({ relationships: keys })
  return relationships.filter((item) => item !== undefined).map(decodeRelationship)
}

export async function readHinted(partnerId: string, hint: CustomerHint): Promise<Relationship[]> {
  const keys = hintKeys(partnerId, hint)
  if (keys.length === 0) return []
  return relationshipsAt(partnerId, hint, (await readTogether({ relationships: keys })).relationships)
}
