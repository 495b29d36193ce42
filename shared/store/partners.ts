import type { Partner } from '../domain/partner.ts'
import { relationshipsTable } from './client.ts'
import type { Write } from './commit.ts'
import { profileKey, registryKey } from './keys.ts'
import { query, readTogether } from './read.ts'
import { decodePartner } from './relationships.ts'

/** The profile in place of the version that was read; 0 = nobody is admitted there yet. */
export const putProfile = ({ id, ...profile }: Partner, expectedVersion: number): Write => ({
  Put: {
    TableName: relationshipsTable,
    Item: { ...profileKey(id), ...profile },
    ...(expectedVersion === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :expected', ExpressionAttributeValues: { ':expected': expectedVersion } }),
  },
})

/** The partner's line in the list of all partners. */
export const putRegistryLine = (partnerId: string): Write => ({
  Put: { TableName: relationshipsTable, Item: registryKey(partnerId) },
})

/** One page of all partners, by id. */
export async function queryRegistry(page: { limit: number; after?: string }) {
  const { items, lastKey } = await query({
    TableName: relationshipsTable,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': registryKey('').pk },
    ExclusiveStartKey: page.after ? registryKey(page.after) : undefined,
    Limit: page.limit,
    ConsistentRead: true,
  })
  const { relationships } = await readTogether({ relationships: items.map((item) => profileKey(String(item.sk))) })
  return { partners: relationships.filter((item) => item !== undefined).map(decodePartner), after: lastKey?.sk }
}
