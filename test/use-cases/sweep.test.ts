import '../store/environment.ts'
import '../store/own-tables.ts'
import { expect, test } from 'vitest'
import { addSeconds } from '../../shared/domain/time.ts'
import { invitationsTable } from '../../shared/store/client.ts'
import { dueDayOf, sweepKey } from '../../shared/store/keys.ts'
import { readItem } from '../../shared/store/read.ts'
import { sweep } from '../../shared/use-cases/sweep.ts'
import { putItem } from '../store/tables.ts'

const midnight = new Date('2027-03-01T00:00:00.000Z')
const lastMoment = addSeconds(midnight, -0.001)

/** What a run at that time does. */
async function run(now: Date) {
  const found: string[] = []
  const handle = async ({ pk }: { pk: string }) => found.push(pk) > 0
  await sweep(
    'state',
    invitationsTable,
    handle,
    () => {},
    () => true,
    now,
  )
  return found
}

const due = (pk: string) =>
  putItem(invitationsTable, { pk, sk: 'S', dueDay: dueDayOf('state', lastMoment), dueAt: lastMoment.toISOString() })

test('what is due in the last moment of a day is found, also when the index has it only after the first run of the next', async () => {
  await putItem(invitationsTable, { ...sweepKey('state'), day: '2027-02-28' })
  await due('early')
  expect(await run(lastMoment)).toEqual(['early'])
  expect(await run(midnight)).toEqual(['early'])
  await due('late')
  expect((await run(addSeconds(midnight, 60))).sort()).toEqual(['early', 'late'])
})

test('a day is looked at no more once it has been over for a quarter of an hour', async () => {
  const drained = async () => (await readItem(invitationsTable, sweepKey('state')))?.day
  await run(addSeconds(midnight, 899))
  expect(await drained()).toBe('2027-02-28')
  await run(addSeconds(midnight, 900))
  expect(await drained()).toBe('2027-03-01')
  expect(await run(addSeconds(midnight, 960))).toEqual([])
})
