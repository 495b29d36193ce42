import '../store/environment.ts'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { blockWrites, readBlock } from '../../shared/store/blocks.ts'
import { commit } from '../../shared/store/commit.ts'
import { readMailGate } from '../../shared/store/mail-gate.ts'
import { liftBlock } from '../../shared/use-cases/lift-block.ts'
import { aMember } from '../domain/builders.ts'

const now = new Date()
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
const administrator = () => aMember({ tenantId: randomUUID(), directoryRoles: [globalAdministrator] })

test('the same address stays silenced until the last organisation that blocks the partner lifts its block', async () => {
  const [partnerId, hash, domain] = [randomUUID(), randomUUID(), `${randomUUID()}.example`]
  const block = { partnerId, partnerName: 'Fabrikam', blockedAt: now.toISOString(), silenced: [hash, `@${domain}`] }
  const isSilenced = async () =>
    (await readMailGate(partnerId, { hashes: [hash], domain: 'x.example' }, now)).suppressed
  const [carla, nora] = [administrator(), administrator()]
  for (const { tenantId } of [carla, nora]) await commit(blockWrites(tenantId, block))
  await Promise.all([liftBlock(carla, partnerId), liftBlock(carla, partnerId)])
  expect(await readBlock(carla.tenantId, partnerId)).toBeUndefined()
  expect(await readBlock(nora.tenantId, partnerId)).toEqual({ ...block, silenced: block.silenced.toSorted() })
  expect(await isSilenced()).toBe(true)
  await liftBlock(nora, partnerId)
  expect(await isSilenced()).toBe(false)
  expect((await readMailGate(partnerId, { hashes: ['other'], domain }, now)).suppressed).toBe(false)
})

test('a second block of the same partner adds to the first, and one lift takes all back', async () => {
  const [partnerId, carla] = [randomUUID(), administrator()]
  const [first, second] = [randomUUID(), randomUUID()]
  const block = { partnerId, partnerName: 'Fabrikam', blockedAt: now.toISOString(), silenced: [first] }
  await commit(blockWrites(carla.tenantId, block))
  const later = new Date(now.getTime() + 1000).toISOString()
  await commit(blockWrites(carla.tenantId, { ...block, blockedAt: later, silenced: [second] }))
  const stored = await readBlock(carla.tenantId, partnerId)
  expect(stored).toEqual({ ...block, silenced: [first, second].toSorted() })
  await liftBlock(carla, partnerId)
  const gate = await readMailGate(partnerId, { hashes: [first, second], domain: 'x.example' }, now)
  expect(gate.suppressed).toBe(false)
})
