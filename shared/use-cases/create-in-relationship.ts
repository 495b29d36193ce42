import type { AccessFacts } from '../domain/access.ts'
import { Problem } from '../domain/errors.ts'
import { notFound } from '../domain/ids.ts'
import type { Member } from '../domain/people.ts'
import type { Relationship, RelationshipChange } from '../domain/relationship.ts'
import { readEnvironment } from '../environment.ts'
import { commit, settle, type Write } from '../store/commit.ts'
import { freshSalt } from '../store/fresh.ts'
import { decodeRecord, putIdempotencyRecord } from '../store/idempotency.ts'
import { agreementKey, idempotencyKey, profileKey, relationshipKey } from '../store/keys.ts'
import { readTogether } from '../store/read.ts'
import { decodeRelationship } from '../store/relationship-item.ts'
import { decodePartner, relationshipWrites } from '../store/relationships.ts'
import type { Repeatable, Repeated } from './create-invitation.ts'

const { AGREEMENT } = readEnvironment('AGREEMENT')

/** Puts something new under a relationship, once per Idempotency-Key: a repeat gets what the first request made. */
export async function createInRelationship<T extends { id: string }>(
  caller: Member,
  customerId: string,
  repeatable: Repeatable,
  now: Date,
  decide: (facts: AccessFacts) => { made: T; change: RelationshipChange; put: Write },
  read: (relationship: Relationship, id: string) => Promise<T>,
): Promise<Repeated<{ relationship: Relationship; made: T }>> {
  return settle(async () => {
    const { record, ...facts } = await readFacts(caller.tenantId, customerId, repeatable, now)
    if (record && record.hash !== repeatable.hash)
      throw new Problem(
        'idempotency-key-reused',
        'This Idempotency-Key was used for another request. Use a fresh one for each new request.',
      )
    if (record) {
      const made = await read(facts.relationship, record.resource)
      return { relationship: facts.relationship, made, replayed: true, status: record.status }
    }
    const { made, change, put } = decide(facts)
    const { relationship, writes } = relationshipWrites(change, freshSalt)
    const done = { ...repeatable, status: 201, resourceId: made.id }
    const { committed } = await commit([...writes, put, putIdempotencyRecord(caller.tenantId, done, now)])
    return committed ? { relationship, made, replayed: false, status: 201 } : undefined
  })
}

async function readFacts(partnerId: string, customerId: string, { key }: Repeatable, now: Date) {
  const { invitations, relationships } = await readTogether({
    invitations: [idempotencyKey(partnerId, key)],
    relationships: [
      relationshipKey(partnerId, customerId),
      profileKey(partnerId),
      agreementKey(customerId, AGREEMENT.version),
    ],
  })
  const [relationship, profile, accepted] = relationships
  if (!relationship) throw notFound()
  return {
    record: decodeRecord(invitations[0], now),
    relationship: decodeRelationship(relationship),
    partner: profile && decodePartner(profile),
    agreementIsCurrent: accepted !== undefined,
  }
}
