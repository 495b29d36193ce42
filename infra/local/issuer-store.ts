import type { Adapter, AdapterPayload } from 'oidc-provider'

/** Sessions, codes and tokens of the issuer, in memory: who restarts signs in again. */
export function createStore() {
  const items = new Map<string, AdapterPayload>()
  return (model: string): Adapter => {
    const keyOf = (id: string) => `${model}:${id}`
    const findBy = async (field: 'uid' | 'userCode', value: string) =>
      [...items].find(([key, item]) => key.startsWith(`${model}:`) && item[field] === value)?.[1]
    return {
      upsert: async (id, payload) => void items.set(keyOf(id), payload),
      find: async (id) => items.get(keyOf(id)),
      findByUid: (uid) => findBy('uid', uid),
      findByUserCode: (code) => findBy('userCode', code),
      consume: async (id) => {
        const item = items.get(keyOf(id))
        if (item) item.consumed = Math.floor(Date.now() / 1000)
      },
      destroy: async (id) => void items.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        for (const [key, item] of items) if (item.grantId === grantId) items.delete(key)
      },
    }
  }
}
