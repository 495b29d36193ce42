import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Engine } from './engine.ts'
import { type Iam, refusal } from './iam.ts'
import { arn } from './template.ts'

interface Access {
  action: string
  table: string
  index?: string
}
interface Item {
  TableName: string
}
type Body = {
  TableName?: string
  IndexName?: string
  RequestItems?: Record<string, unknown>
  TransactItems?: Record<string, Item>[]
}

const transacted: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
}
const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'])

/** There is no permission for a transaction: each of its items needs its own, as in DynamoDB. */
export function accesses(operation: string, body: Body): Access[] {
  if (body.TransactItems)
    return body.TransactItems.flatMap((entry) =>
      Object.entries(entry).map(([kind, item]) => ({ action: transacted[kind] ?? kind, table: item.TableName })),
    )
  if (body.RequestItems) return Object.keys(body.RequestItems).map((table) => ({ action: operation, table }))
  return [{ action: operation, table: body.TableName ?? '*', ...(body.IndexName && { index: body.IndexName }) }]
}

const readAccesses = (operation: string, text: string) => {
  try {
    return accesses(operation, JSON.parse(text) as Body)
  } catch {
    return undefined
  }
}

const arnOf = ({ table, index }: Access) => {
  const tableArn = table.startsWith('arn:') ? table : arn('dynamodb', `table/${table}`)
  return index ? `${tableArn}/index/${index}` : tableArn
}

/** Passes bytes between the functions and the engine; looks only at who asks for what. */
export async function startDynamoDbEndpoint(engine: Engine, iam: Iam, onWrite: (table: string) => void) {
  const requests: Record<string, number> = {}
  const sockets = new Set<Socket>()

  const refuse = (client: Socket, type: string, message: string) => {
    const body = JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message })
    client.write(
      `HTTP/1.1 400 Bad Request\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  }

  const serve = (client: Socket) => {
    const upstream = connect(engine.port, engine.host)
    upstream.setNoDelay(true)
    client.setNoDelay(true)
    sockets.add(client)
    let written: string[] = []
    upstream.on('data', (chunk) => {
      if (written.length === 0) return
      if (chunk.subarray(9, 12).toString() === '200') for (const table of written) onWrite(table)
      written = []
    })
    upstream.pipe(client)
    upstream.on('error', () => client.destroy())
    client.on('error', () => upstream.destroy())
    client.on('close', () => {
      sockets.delete(client)
      upstream.destroy()
    })
    eachRequest(client, ({ head, body, bytes }) => {
      const operation = /^x-amz-target: *\w+\.(\w+)/im.exec(head)?.[1]
      const key = /credential=([^/]+)\//i.exec(head)?.[1]
      if (!operation || !key)
        return refuse(client, 'MissingAuthenticationTokenException', 'Request is missing a signature or a target')
      const asked = readAccesses(operation, body)
      if (!asked) return refuse(client, 'SerializationException', 'The body is not JSON')
      const denied = asked.find((access) => !iam.allows(key, `dynamodb:${access.action}`, arnOf(access)))
      if (denied)
        return refuse(client, 'AccessDeniedException', refusal(key, `dynamodb:${denied.action}`, arnOf(denied)))
      requests[operation] = (requests[operation] ?? 0) + 1
      written = asked.filter((access) => writes.has(access.action)).map((access) => access.table)
      upstream.write(bytes)
    })
  }

  const server = createServer(serve)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    stop: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

interface RawRequest {
  head: string
  body: string
  bytes: Buffer
}

/** Cuts a keep-alive connection into requests. SDKs always announce the length of their body. */
function eachRequest(socket: Socket, handle: (request: RawRequest) => void) {
  let pending: Buffer = Buffer.alloc(0)
  let chunks: Buffer[] = []
  let wanted = 0
  let received = 0
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    received += chunk.length
    if (received < wanted) return
    pending = chunks.length === 1 ? chunk : Buffer.concat(chunks)
    for (;;) {
      const headEnd = pending.indexOf('\r\n\r\n')
      if (headEnd < 0) break
      const head = pending.toString('latin1', 0, headEnd)
      const end = headEnd + 4 + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
      wanted = end
      if (pending.length < end) break
      handle({ head, body: pending.toString('utf8', headEnd + 4, end), bytes: pending.subarray(0, end) })
      pending = pending.subarray(end)
      wanted = 0
    }
    chunks = pending.length > 0 ? [pending] : []
    received = pending.length
  })
}
