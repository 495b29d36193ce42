import { describe, expectTypeOf, test } from 'vitest'
import type { Complete, EveryField, Only } from '../../shared/domain/every-field.ts'

interface Draft {
  id: string
  campaign?: string
}
interface Sent {
  id: string
  sentAt: string
}

// the compiler checks these; at run time they do nothing
describe('a forgotten field is a compile error', () => {
  test('EveryField asks for the optional fields too, and for those of each member of a union', () => {
    expectTypeOf<EveryField<Draft | Sent>>().toEqualTypeOf<Record<'id' | 'campaign' | 'sentAt', unknown>>()
    expectTypeOf<{ id: string; campaign?: string }>().not.toExtend<EveryField<Draft>>()
    expectTypeOf<{ id: string; campaign: undefined }>().toExtend<EveryField<Draft>>()
  })

  test('EveryField does not ask for what is left out on purpose', () => {
    expectTypeOf<EveryField<Draft, 'campaign'>>().toEqualTypeOf<Record<'id', unknown>>()
  })

  test('Complete takes an optional field without a value, but not one that is not there', () => {
    expectTypeOf<Complete<Draft>>().toEqualTypeOf<{ id: string; campaign: string | undefined }>()
    expectTypeOf<{ id: string }>().not.toExtend<Complete<Draft>>()
    expectTypeOf<Complete<Draft>>().toExtend<Draft>()
  })

  test('Only takes a type as long as it has no other fields', () => {
    expectTypeOf<Only<Draft, 'id' | 'campaign'>>().toEqualTypeOf<Draft>()
    expectTypeOf<Only<Draft, 'id'>>().toBeNever()
  })
})
