import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { itemOf } from './commit.ts'
import { type Item, patiently } from './read.ts'

/** One conditional update: what it answered, or the item that stood in its way where it asked for that. */
export async function conditionally<T>(update: () => Promise<T>): Promise<{ done: T } | { stood: Item }> {
  try {
    return { done: await patiently(update) }
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return { stood: itemOf(error.Item) }
    throw error
  }
}
