import { expect, test } from 'vitest'
import type { Terms } from '../../shared/domain/admin-privileges.ts'
import { type AdminRoleCode, adminRoles } from '../../shared/domain/admin-roles.ts'
import { decodeGranted, encodeGranted } from '../../shared/store/granted-terms.ts'

const roles = adminRoles.slice(0, 15).map((role): AdminRoleCode => role.code)
const asked: Terms = { roles, duration: 'P730D', autoExtend: 'P180D' }

test.each<[string, Terms | null | undefined]>([
  ['all', undefined],
  ['nothing', null],
  ['the first and the last role', { ...asked, roles: [roles[0], roles[14]] as AdminRoleCode[] }],
  ['all roles but one', { ...asked, roles: roles.slice(0, 14) }],
  ['all roles for a shorter time', { ...asked, duration: 'P1D' }],
  ['all roles without an extension', { ...asked, autoExtend: 'PT0S' }],
])('%s that was granted comes back as it was, in at most eleven bytes', (_what, granted) => {
  const text = encodeGranted(asked, granted)
  expect(text?.length ?? 0).toBeLessThanOrEqual(11)
  expect(decodeGranted(asked, text)).toEqual(granted)
})

test('a corrupt text throws', () => {
  for (const text of ['EX,US P1D', '1.2', '-1.7.0', '1.7.2'])
    expect(() => decodeGranted(asked, text)).toThrow('granted')
})
