import { setTimeout as sleep } from 'node:timers/promises'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { clientSettings } from '../aws.ts'
import { type KeyRing, keyIdOf, parseKeyRing } from '../domain/link.ts'
import { readEnvironment } from '../environment.ts'

const { KEY_RING_SECRET_ID } = readEnvironment('KEY_RING_SECRET_ID')

const client = new SecretsManagerClient(clientSettings())
const oncePerMinute = 60_000

let cached: { ring: Promise<KeyRing>; fetchedAt: number } | undefined

async function fetchRing(): Promise<KeyRing> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: KEY_RING_SECRET_ID }))
  return parseKeyRing(SecretString ?? '')
}

/** The key ring, fetched once per environment. A failed fetch is not kept. */
export function keyRing(): Promise<KeyRing> {
  if (!cached) {
    const ring = fetchRing()
    cached = { ring, fetchedAt: Date.now() }
    ring.catch(() => {
      cached = undefined
    })
  }
  return cached.ring
}

/** The ring if it is there within that time, for those who can do without. */
export const keyRingWithin = (milliseconds: number): Promise<KeyRing | undefined> =>
  Promise.race([keyRing(), sleep(milliseconds, undefined, { ref: false })]).catch(() => undefined)

/** The ring for a secret: one that names an unknown key fetches the ring again, at most once a minute. */
export async function keyRingFor(secret: string): Promise<KeyRing> {
  const ring = await keyRing()
  if (ring.keys.has(keyIdOf(secret)) || !cached || Date.now() - cached.fetchedAt < oncePerMinute) return ring
  cached = undefined
  return keyRing()
}
