import { randomBytes } from 'node:crypto'
import { uuidv7 } from '../domain/ids.ts'

export const freshId = (now: Date): string => uuidv7(now, randomBytes)
export const freshSalt = (): string => randomBytes(12).toString('base64url')
