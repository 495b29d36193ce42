import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companies } from '../../infra/local/people.ts'
import { invitationEventKey, type Key, relationshipEventKey } from '../../shared/store/keys.ts'
import { type Local, startLocal } from '../local.ts'
import { clientOf, type Json } from './client.ts'

let local: Local
let dynamo: DynamoDBDocumentClient
let names: Record<string, string>
beforeAll(async () => {
  local = await startLocal()
  names = await local.control('env')
  const { AWS_ENDPOINT_URL_DYNAMODB: endpoint, AWS_ACCESS_KEY_ID: accessKeyId = '' } = names
  const credentials = { accessKeyId, secretAccessKey: 'local' }
  dynamo = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'us-east-1', credentials }))
})
afterAll(async () => {
  dynamo?.destroy()
  await local?.stop()
})
const { get, draft, send, accept } = clientOf(() => local)

const partnerId = companies.fabrikam.tenantId
const customerId = companies.contoso.tenantId
const asPartner = `/v1/customers/${customerId}/events`
const asCustomer = `/v1/partners/${partnerId}/events`

const rowsOf = (table: string | undefined) => ({
  read: async (key: Key) => (await dynamo.send(new GetCommand({ TableName: table, Key: key }))).Item ?? {},
  write: (item: Json) => dynamo.send(new PutCommand({ TableName: table, Item: item })),
  drop: (key: Key) => dynamo.send(new DeleteCommand({ TableName: table, Key: key })),
})

describe('16. History: both sides read it, and a forged row is named', () => {
  let invitation: string

  beforeAll(async () => {
    const { id } = (await draft('ada', 'carla@contoso.example', { adminPrivileges: { template: 'support-only' } })).body
    invitation = id
    await accept('carla', (await send('ada', id)).body.link)
  })

  test('the relationship has a history, oldest first, with roles by their names', async () => {
    const { data } = (await get(asPartner, 'ada')).body
    expect(data.map((e: Json) => [e.seq, e.name])).toEqual([
      [1, 'agreement.accepted'],
      [2, 'relationship.established'],
      [3, 'admin-privileges.granted'],
    ])
    expect(data[1].data.invitation).toBe(invitation)
    expect(data[2].data.roles.map((role: Json) => role.name)).toEqual([
      'Directory Readers',
      'Service Support Administrator',
    ])
  })

  test('the customer reads the same chain', async () => {
    const [theirs, ours] = [await get(asCustomer, 'carla'), await get(asPartner, 'ada')]
    const hashes = (answer: Json) => answer.body.data.map((e: Json) => [e.seq, e.prevHash, e.hash])
    expect(hashes(theirs)).toEqual(hashes(ours))
  })

  test('each side reads the names of its own people, and of who decided', async () => {
    const actors = async (path: string, as: string) => (await get(path, as)).body.data.map((e: Json) => e.actor)
    expect((await actors(asPartner, 'ada'))[1]).toEqual({ kind: 'customer', name: 'Carla Haddad' })
    expect((await actors(asPartner, 'ada'))[2]).toEqual({ kind: 'customer' })
    expect((await actors(asCustomer, 'carla'))[2]).toEqual({ kind: 'customer', name: 'Carla Haddad' })
  })

  test('nobody else reads it: foreign is unknown', async () => {
    for (const [path, as] of [
      [asPartner, 'ivy'],
      [asCustomer, 'nora'],
      [`/v1/invitations/${invitation}/events`, 'ivy'],
    ] as const)
      for (const query of ['', '?verify=true']) {
        const { status, body } = await get(`${path}${query}`, as)
        expect([status, body.code]).toEqual([404, 'not-found'])
      }
    expect((await get(asCustomer, 'gus')).body.code).toBe('guest-or-delegated-account')
  })

  test('it pages', async () => {
    const first = (await get(`${asPartner}?limit=2`, 'ada')).body
    expect(first.data).toHaveLength(2)
    const second = (await get(`${asPartner}?limit=2&cursor=${first.nextCursor}`, 'ada')).body
    expect(second.data.map((e: Json) => e.seq)).toEqual([3])
    expect((await get(`${asCustomer}?cursor=${first.nextCursor}`, 'carla')).body.code).toBe('bad-cursor')
  })

  test('the chain holds, whoever has it checked', async () => {
    const { chain, data } = (await get(`${asCustomer}?verify=true`, 'carla')).body
    expect(chain).toEqual({ ok: true, head: { seq: 3, hash: data.at(-1).hash } })
    expect((await get(`${asPartner}?verify=true`, 'ada')).body.chain).toEqual(chain)
    expect((await get(`/v1/invitations/${invitation}/events?verify=true`, 'ada')).body.chain.ok).toBe(true)
  })

  test.each([
    ['relationship', asPartner, 'ada', (seq: number) => relationshipEventKey(partnerId, customerId, seq)],
    [
      'relationship, for the customer',
      asCustomer,
      'carla',
      (seq: number) => relationshipEventKey(partnerId, customerId, seq),
    ],
    ['invitation', undefined, 'ada', (seq: number) => invitationEventKey(partnerId, invitation.slice(4), seq)],
  ] as const)('a row that was changed, dropped or swapped is named: %s', async (_of, path, as, keyOf) => {
    const rows = rowsOf(path ? names.RELATIONSHIPS_TABLE : names.INVITATIONS_TABLE)
    const where = path ?? `/v1/invitations/${invitation}/events`
    const verdict = async () => (await get(`${where}?verify=true&limit=1`, as)).body.chain
    const [second, third] = [await rows.read(keyOf(2)), await rows.read(keyOf(3))]
    const restored = async () => {
      await rows.write(second)
      await rows.write(third)
      expect(await verdict()).toMatchObject({ ok: true })
    }

    await rows.write({ ...second, data: { ...second.data, status: 'active!' } })
    expect(await verdict()).toMatchObject({ ok: false, seq: 2, reason: 'changed' })
    await restored()
    await rows.drop(keyOf(2))
    expect(await verdict()).toMatchObject({ ok: false, seq: 2, reason: 'missing' })
    await restored()
    await rows.drop(keyOf(3))
    expect(await verdict()).toMatchObject({ ok: false, seq: 3, reason: 'missing' })
    await restored()
    await rows.write({ ...third, ...keyOf(2) })
    await rows.write({ ...second, ...keyOf(3) })
    expect(await verdict()).toMatchObject({ ok: false, seq: 2, reason: 'changed' })
    await restored()
  })
})
