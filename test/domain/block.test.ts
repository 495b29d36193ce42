import { describe, expect, test } from 'vitest'
import { silencedBy, silencersOf } from '../../shared/domain/block.ts'
import { addresseeOf, parseKeyRing } from '../../shared/domain/link.ts'
import { aMember } from './builders.ts'

const [first, second] = ['a', 'b'].map((letter) => letter.repeat(32))
const ring = parseKeyRing(JSON.stringify({ current: '1', 1: first }))
const rotated = parseKeyRing(JSON.stringify({ current: '2', 1: first, 2: second }))
const carla = aMember({ signInName: 'carla@contoso.example' })

const isSilenced = (silenced: string[], address: string, now = ring) =>
  silencersOf(addresseeOf(now, address)).some((subject) => silenced.includes(subject))

describe('a block silences', () => {
  test('the invited address and the verified domain of the member who blocks', () => {
    const silenced = silencedBy(ring, 'carla@private.example', carla)
    for (const address of ['carla@private.example', 'anyone@contoso.example'])
      expect(isSilenced(silenced, address)).toBe(true)
    for (const address of ['cem@private.example', 'anyone@sub.contoso.example', 'x@ontoso.example'])
      expect(isSilenced(silenced, address)).toBe(false)
  })

  test('both, also after the keys were changed', () => {
    const silenced = silencedBy(ring, 'carla@private.example', carla)
    expect(isSilenced(silenced, 'carla@private.example', rotated)).toBe(true)
    expect(isSilenced(silenced, 'anyone@contoso.example', rotated)).toBe(true)
  })

  test('no public mail domain: only the two addresses', () => {
    const silenced = silencedBy(ring, 'office@contoso.example', aMember({ signInName: 'carla@gmail.com' }))
    expect(isSilenced(silenced, 'office@contoso.example')).toBe(true)
    expect(isSilenced(silenced, 'carla@gmail.com')).toBe(true)
    expect(isSilenced(silenced, 'somebody.else@gmail.com')).toBe(false)
    expect(silencedBy(ring, 'carla@gmail.com', aMember({ signInName: 'carla@gmail.com' }))).toHaveLength(1)
  })

  test('the invited address alone where the sign-in name has no domain', () => {
    expect(silencedBy(ring, 'office@contoso.example', aMember({ signInName: 'carla' }))).toHaveLength(1)
  })

  test('without storing an address in clear', () => {
    expect(silencedBy(ring, 'carla@private.example', carla).join()).not.toContain('carla')
  })
})
