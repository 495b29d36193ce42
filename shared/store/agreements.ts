import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { AcceptedAgreement } from '../domain/agreement.ts'
import type { EveryField } from '../domain/every-field.ts'
import { locales } from '../domain/locale.ts'
import { dynamo, relationshipsTable } from './client.ts'
import type { Write } from './commit.ts'
import { conditionally } from './conditionally.ts'
import { agreementKey } from './keys.ts'
import { type Item, query, readItem } from './read.ts'

const agreementItem = z.object({
  sk: z.string(),
  language: z.enum(locales),
  sha256: z.string(),
  acceptedAt: z.string(),
  userId: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
} satisfies EveryField<AcceptedAgreement, 'version'> & z.ZodRawShape)

const versionOf = (sk: string) => sk.slice('AGREEMENT#'.length)

export function decodeAgreement(item: Item): AcceptedAgreement {
  const { sk, ...rest } = agreementItem.parse(item)
  return { version: versionOf(sk), ...rest }
}

export async function readAgreement(customerId: string, version: string): Promise<AcceptedAgreement | undefined> {
  const item = await readItem(relationshipsTable, agreementKey(customerId, version))
  return item && decodeAgreement(item)
}

/** `uses` counts the invitations that were accepted under it. `receipt`: fields that ask for a receipt of its own. */
export const putAgreement = (
  customerId: string,
  { version, ...accepted }: AcceptedAgreement,
  uses: 0 | 1,
  receipt: Item = {},
): Write => ({
  Put: {
    TableName: relationshipsTable,
    Item: { ...agreementKey(customerId, version), ...accepted, uses, ...receipt },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

/** Another invitation is accepted under an agreement that was accepted before: only while it is still there. */
export const useAgreement = (customerId: string, version: string): Write => ({
  Update: {
    TableName: relationshipsTable,
    Key: agreementKey(customerId, version),
    UpdateExpression: 'ADD #uses :one',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#uses': 'uses' },
    ExpressionAttributeValues: { ':one': 1 },
  },
})

/** A version that a customer accepted, and how often it was used when it was read. */
export interface AgreementInUse {
  version: string
  uses: number
  acceptedAt: string
}

const inUseItem = z.object({ sk: z.string(), uses: z.int(), acceptedAt: z.string() } satisfies EveryField<
  AgreementInUse,
  'version'
> &
  z.ZodRawShape)

const mostVersions = 100

/** The versions of the agreement that this customer accepted. */
export async function queryAgreements(customerId: string): Promise<AgreementInUse[]> {
  const { pk, sk: prefix } = agreementKey(customerId, '')
  const { items } = await query({
    TableName: relationshipsTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': pk, ':sk': prefix },
    Limit: mostVersions,
    ConsistentRead: true,
  })
  return items.map((item) => {
    const { sk, ...rest } = inUseItem.parse(item)
    return { version: versionOf(sk), ...rest }
  })
}

/** False where it was used or accepted again since it was read. */
export async function deleteAgreement(customerId: string, { version, uses, acceptedAt }: AgreementInUse) {
  const outcome = await conditionally(() =>
    dynamo.send(
      new DeleteCommand({
        TableName: relationshipsTable,
        Key: agreementKey(customerId, version),
        ConditionExpression: 'attribute_not_exists(pk) OR (#uses = :uses AND acceptedAt = :acceptedAt)',
        ExpressionAttributeNames: { '#uses': 'uses' },
        ExpressionAttributeValues: { ':uses': uses, ':acceptedAt': acceptedAt },
      }),
    ),
  )
  return 'done' in outcome
}
