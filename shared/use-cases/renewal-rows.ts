import { Problem } from '../domain/errors.ts'
import { notFound } from '../domain/ids.ts'
import { defaultExpiry } from '../domain/invitation.ts'
import { renewalOf } from '../domain/renewal.ts'
import { relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import type { BulkRow } from './invite-in-bulk.ts'

/** A row for each customer whose privileges end soon or have ended: the same terms, to who accepted them. */
export async function renewalRows(
  partnerId: string,
  customerIds: readonly string[],
  via: 'ses' | 'none',
  now: Date,
): Promise<BulkRow[]> {
  const unique = [...new Set(customerIds)]
  const { relationships } = await readTogether({ relationships: unique.map((id) => relationshipKey(partnerId, id)) })
  return relationships.map((item) => {
    const renewal = item ? renewalOf(decodeRelationship(item), now) : notFound()
    return renewal instanceof Problem
      ? { problem: renewal }
      : { request: { ...renewal, expiresIn: defaultExpiry }, via }
  })
}
