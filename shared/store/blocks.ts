import * as z from 'zod'
import type { Block } from '../domain/block.ts'
import type { EveryField } from '../domain/every-field.ts'
import { invitationsTable, relationshipsTable } from './client.ts'
import type { Write } from './commit.ts'
import { blockKey, silenceKey } from './keys.ts'
import { type Item, query, readItem, readTogether } from './read.ts'

const blockItem = z.object({
  sk: z.string(),
  partnerName: z.string(),
  blockedAt: z.string(),
  silenced: z.set(z.string()).transform((subjects) => [...subjects].sort()),
} satisfies EveryField<Block, 'partnerId'> & z.ZodRawShape)

export function decodeBlock(item: Item): Block {
  const { sk, ...rest } = blockItem.parse(item)
  return { partnerId: sk.slice('BLOCK#'.length), ...rest }
}

export async function readBlock(customerId: string, partnerId: string): Promise<Block | undefined> {
  const item = await readItem(relationshipsTable, blockKey(customerId, partnerId))
  return item && decodeBlock(item)
}

/** One page of the partners that a customer has blocked. */
export async function queryBlocks(customerId: string, page: { limit: number; after?: string }) {
  const { items, lastKey } = await query({
    TableName: relationshipsTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': blockKey(customerId, '').pk, ':sk': 'BLOCK#' },
    ExclusiveStartKey: page.after ? blockKey(customerId, page.after) : undefined,
    Limit: page.limit,
    ConsistentRead: true,
  })
  return { blocks: items.map(decodeBlock), after: lastKey?.sk.slice('BLOCK#'.length) }
}

/** The block and what stops the partner's mail, none with an expiry. A second block adds its address and domain to the first. */
export const blockWrites = (customerId: string, { partnerId, partnerName, blockedAt, silenced }: Block): Write[] => [
  {
    Update: {
      TableName: relationshipsTable,
      Key: blockKey(customerId, partnerId),
      UpdateExpression: 'SET partnerName = :name, blockedAt = if_not_exists(blockedAt, :at) ADD silenced :silenced',
      ExpressionAttributeValues: { ':name': partnerName, ':at': blockedAt, ':silenced': new Set(silenced) },
    },
  },
  ...silenced.map((subject) => ({
    Update: {
      TableName: invitationsTable,
      Key: silenceKey(subject, partnerId),
      UpdateExpression: 'ADD customers :customer',
      ExpressionAttributeValues: { ':customer': new Set([customerId]) },
    },
  })),
]

const silenceItem = z.object({ customers: z.set(z.string()) })

/** Takes a block back as it was read, with what stops the partner's mail, unless another customer's block stops it, too. */
export async function liftWrites(customerId: string, { partnerId, silenced }: Block): Promise<Write[]> {
  const keys = silenced.map((subject) => silenceKey(subject, partnerId))
  const { invitations } = await readTogether({ invitations: keys })
  const lifted = keys.map((Key, i): Write => {
    const customers = invitations[i] ? silenceItem.parse(invitations[i]).customers : new Set([customerId])
    const own = new Set([customerId])
    const alone = customers.size === 1 && customers.has(customerId)
    return alone
      ? {
          Delete: {
            TableName: invitationsTable,
            Key,
            ConditionExpression: 'attribute_not_exists(pk) OR customers = :own',
            ExpressionAttributeValues: { ':own': own },
          },
        }
      : {
          Update: {
            TableName: invitationsTable,
            Key,
            UpdateExpression: 'DELETE customers :own',
            ConditionExpression: 'customers = :customers',
            ExpressionAttributeValues: { ':own': own, ':customers': customers },
          },
        }
  })
  return [
    {
      Delete: {
        TableName: relationshipsTable,
        Key: blockKey(customerId, partnerId),
        ConditionExpression: 'silenced = :silenced',
        ExpressionAttributeValues: { ':silenced': new Set(silenced) },
      },
    },
    ...lifted,
  ]
}
