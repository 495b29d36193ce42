import './environment.ts'
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { extendChain, type StoredEvent } from '../../shared/domain/chain.ts'
import { audiencesOf, eventNames, events } from '../../shared/domain/events.ts'
import { invitationsTable } from '../../shared/store/client.ts'
import { commit } from '../../shared/store/commit.ts'
import { decodeEvent, putEvent } from '../../shared/store/events.ts'
import { invitationEventKey } from '../../shared/store/keys.ts'
import { readMailRow } from '../../shared/store/outbox.ts'
import { readItem } from '../../shared/store/read.ts'
import { payloads } from '../domain/event-samples.ts'
import { actor } from './builders.ts'

const at = '2026-03-02T12:00:00.000Z'

describe('a stored event', () => {
  test.each(eventNames)('%s comes back with every field of its payload', async (name) => {
    expect(Object.keys(payloads[name]).sort()).toEqual(Object.keys(events[name].data.shape).sort())
    const entry = { name, at, actor, data: payloads[name] }
    const [event] = extendChain('invitation/a/b', { seq: 0, hash: '' }, [entry], () => 'salt').events
    if (!event) throw new Error('no event')
    const key = invitationEventKey(randomUUID(), randomUUID(), 1)
    await commit([putEvent(invitationsTable, key, event)])
    const item = await readItem(invitationsTable, key)
    const read: StoredEvent | undefined = item && decodeEvent(item)
    expect(read).toEqual(event)
    if (audiencesOf(entry).length > 0)
      expect((await readMailRow(key))?.event).toEqual({ name, at, actor: actor.name, data: payloads[name] })
  })
})
