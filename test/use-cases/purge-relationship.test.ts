import '../store/environment.ts'
import { expect, test } from 'vitest'
import { verifyChain } from '../../shared/domain/chain.ts'
import { changed, relationshipChainId } from '../../shared/domain/relationship.ts'
import { commit } from '../../shared/store/commit.ts'
import { purgeRelationship } from '../../shared/store/purge.ts'
import { queryRelationshipEvents, readRelationship, relationshipWrites } from '../../shared/store/relationships.ts'
import { actor, aRelationship } from '../store/builders.ts'

const at = new Date().toISOString()

test('a relationship that begins anew while its old life is purged keeps what is new', async () => {
  const first = aRelationship({ version: 1, head: { seq: 0, hash: '' }, status: 'removed', removedAt: at })
  const removed = { name: 'relationship.removed', at, actor, data: {} } as const
  const old = relationshipWrites({ before: undefined, after: first, events: [removed] }, () => 'salt')
  await commit(old.writes)
  const established = {
    name: 'relationship.established',
    at,
    actor,
    data: { invitation: 'i', status: 'active', renewed: false },
  } as const
  const anew = relationshipWrites(changed(old.relationship, { status: 'active' }, established), () => 'salt')
  await commit(anew.writes)

  await purgeRelationship(old.relationship)

  const { partnerId, customerId } = first
  const { events } = await queryRelationshipEvents(partnerId, customerId, { limit: 10 })
  expect(events.map(({ data }) => data)).toEqual([undefined, established.data])
  const now = await readRelationship(partnerId, customerId)
  expect(now).toMatchObject({ status: 'active', customerContact: first.customerContact })
  expect(now && verifyChain(relationshipChainId(now), events, now.head)).toEqual({ ok: true })
})
