import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bareId, bareTenantId, firstIdAfter, notFound, publicId, uuidv7 } from '../../shared/domain/ids.ts'
import { contoso, fabrikam, now, refusalOf } from './builders.ts'
import { holds } from './property.ts'

const zeros = (n: number) => new Uint8Array(n)
const ones = (n: number) => new Uint8Array(n).fill(255)

describe('an id', () => {
  test('begins with the time and says that it is a UUID of version 7', () => {
    expect(uuidv7(now, zeros)).toBe('019cae6b-6600-7000-8000-000000000000')
    expect(uuidv7(now, ones)).toBe('019cae6b-6600-7fff-bfff-ffffffffffff')
    expect(Number.parseInt(uuidv7(now, zeros).replaceAll('-', '').slice(0, 12), 16)).toBe(now.getTime())
  })

  test('sorts by the time at which it was made, whatever chance adds', () => {
    const time = fc.integer({ min: 0, max: 2 ** 48 - 1 })
    const random = fc.uint8Array({ minLength: 10, maxLength: 10 })
    holds(
      fc.property(time, time, random, random, (a, b, r1, r2) => {
        const [one, two] = [uuidv7(new Date(a), () => r1), uuidv7(new Date(b), () => r2)]
        expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        if (a !== b) expect(one < two).toBe(a < b)
      }),
    )
  })

  test('is above the first one after a time exactly if it was made later, whatever chance adds', () => {
    const time = fc.integer({ min: 0, max: 2 ** 48 - 2 })
    const random = fc.uint8Array({ minLength: 10, maxLength: 10 })
    const isLater = (at: number, then: number, bytes: Uint8Array) =>
      uuidv7(new Date(at), () => bytes) >= firstIdAfter(new Date(then))
    holds(
      fc.property(time, time, random, (at, then, bytes) => {
        expect(isLater(at, then, bytes)).toBe(at > then)
      }),
    )
    for (const bytes of [zeros(10), ones(10)])
      holds(
        fc.property(time, (at) => {
          expect([0, 1].map((n) => isLater(at + n, at, bytes))).toEqual([false, true])
        }),
      )
    expect(isLater(0, Date.parse('0001-01-01'), zeros(10))).toBe(true)
  })

  test('carries its kind outside and not inside', () => {
    expect(publicId('inv', fabrikam)).toBe(`inv_${fabrikam}`)
    expect(bareId('inv', `inv_${fabrikam}`)).toBe(fabrikam)
    expect(bareTenantId(contoso)).toBe(contoso)
  })
})

describe('a malformed id is answered like an unknown one', () => {
  const upper = fabrikam.toUpperCase()
  test.each([
    undefined,
    '',
    'inv_',
    fabrikam,
    `req_${fabrikam}`,
    `INV_${fabrikam}`,
    `inv_inv_${fabrikam}`,
    `inv_${upper}`,
    `inv_${fabrikam} `,
    `inv_${fabrikam}\n`,
    ` inv_${fabrikam}`,
    `inv_${fabrikam.slice(1)}`,
    `inv_${fabrikam}0`,
    `inv_${fabrikam.replaceAll('-', '')}`,
    `inv_{${fabrikam}}`,
    `inv_${fabrikam}#E`,
    'inv_../../etc/passwd',
    'inv_constructor',
  ])('invitation %j', (text) => {
    expect(refusalOf(() => bareId('inv', text))).toBe('not-found')
    expect(() => bareId('inv', text)).toThrow(notFound().message)
  })

  test.each([undefined, '', `inv_${fabrikam}`, upper, `${contoso}\n`, `P#${contoso}`, contoso.slice(1), `${contoso}0`])(
    'tenant %j',
    (text) => {
      expect(refusalOf(() => bareTenantId(text))).toBe('not-found')
    },
  )
})
