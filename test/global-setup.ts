import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import type { TestProject } from 'vitest/node'
import { createTables, startTestEngine } from './engine.ts'

/** What every test file may use: the engine, and an issuer whose keys are served over HTTP. */
export interface Stand {
  engineUrl: string
  jwksUri: string
  privateKey: JWK
}

declare module 'vitest' {
  interface ProvidedContext {
    stand: Stand
  }
}

export const sharedTables = { invitations: 'invitations', relationships: 'relationships' }

export default async function setup({ provide }: TestProject) {
  const engine = await startTestEngine()
  await createTables(engine.url, sharedTables)
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'RS256', use: 'sig' }] })
  const issuer = createServer((_request, response) => response.end(jwks))
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve))
  const { port } = issuer.address() as AddressInfo
  provide('stand', {
    engineUrl: engine.url,
    jwksUri: `http://127.0.0.1:${port}/keys`,
    privateKey: await exportJWK(privateKey),
  })
  return async () => {
    issuer.close()
    issuer.closeAllConnections()
    await engine.stop()
  }
}
