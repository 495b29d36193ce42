// Import this file right after ./environment.ts: a sweep reads a whole table, so its tests have a pair of their own.
import { randomUUID } from 'node:crypto'
import { createTables } from '../engine.ts'
import { stand } from './environment.ts'

const own = randomUUID()
const names = { invitations: `invitations-${own}`, relationships: `relationships-${own}` }
await createTables(stand.engineUrl, names)
Object.assign(process.env, { INVITATIONS_TABLE: names.invitations, RELATIONSHIPS_TABLE: names.relationships })
