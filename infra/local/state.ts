import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { stop } from './stop.ts'

/** What the environment itself remembers (keys, secrets, positions in streams); its open file also locks the folder. */
export interface State {
  get: <T>(key: string) => T | undefined
  set: (key: string, value: unknown) => void
  close: () => void
}

/** The value of `key`, made and kept when it is not there yet. */
export function remembered<T>(state: State, key: string, make: () => T): T {
  const known = state.get<T>(key)
  if (known !== undefined) return known
  const value = make()
  state.set(key, value)
  return value
}

export function openState(folder: string): State {
  const database = open(folder)
  const read = database.prepare('SELECT value FROM state WHERE key = ?')
  const write = database.prepare('INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)')
  return {
    get: <T>(key: string) => {
      const row = read.get(key)
      return row ? (JSON.parse(String(row.value)) as T) : undefined
    },
    set: (key, value) => {
      write.run(key, JSON.stringify(value))
    },
    close: () => database.close(),
  }
}

function open(folder: string) {
  try {
    mkdirSync(folder, { recursive: true })
    const database = new DatabaseSync(join(folder, 'environment.db'))
    // The lock is taken with the first write and leaves with the process, however that ends.
    database.exec(`PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF;
      CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
      INSERT OR REPLACE INTO state VALUES ('opened', 'true')`)
    return database
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    if (reason.includes('locked'))
      return stop(`${folder} is in use by another local environment. Stop that one, or give --data another folder.`)
    return stop(`${folder} cannot hold the data (${reason}). Give --data a folder that you may write to.`)
  }
}
