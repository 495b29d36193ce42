import { describe, expect, test } from 'vitest'
import {
  type AdminRoleCode,
  adminRoleByCode,
  adminRoleById,
  adminRoles,
  defaultTemplate,
  globalAdministrator,
  isAdminRoleCode,
  salesAgentTemplates,
  templates,
} from '../../shared/domain/admin-roles.ts'
import { daysOf } from '../../shared/domain/time.ts'

// what is stored is the code: this list only ever grows, and no code changes its role
const storedCodes = `
  AP 9b895d92  AU 0526716b  BI b0f54661  CA 892c5842  CD 7698a772  DN 8329153b  EX 29232cdf  GR f2ef992c  IN 3a2c62db
  PA 7be44c8a  PR e8611ab8  SE 194ae4cb  SH f28a1f50  TE 69091246  US fe930be7  GL 62e90394  HE 729827e3  SS f023fd81
  LI 4d6ac14f  AT c4e39bd9  CL 158c047a  GO fdd7a751  PS 966707d0  DY 44367163  DB 963797fb  CO 17315797  DR 88d8e3e3
  DW 9360feb5  SR 5d6b6bb7  SO 5f2222b1  CN b1be1c3e  RR 4a5d8f65  MC 790c1fb9  PP 11648597  FA a9ea8996  AI d2562ede`

const templateRows = Object.entries(templates)
const isCritical = (code: AdminRoleCode) => adminRoleByCode(code).risk === 'critical'

describe('the admin roles', () => {
  test('have unique codes of two capital letters, unique ids and unique names', () => {
    for (const { code, id } of adminRoles) {
      expect(code).toMatch(/^[A-Z]{2}$/)
      expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    }
    for (const field of ['code', 'id', 'name'] as const)
      expect(new Set(adminRoles.map((role) => role[field])).size).toBe(adminRoles.length)
  })

  test.each([...storedCodes.matchAll(/([A-Z]{2}) ([0-9a-f]{8})/g)].map(([, code = '', id = '']) => ({ code, id })))(
    '$code stays what is stored of role $id…',
    ({ code, id }) => {
      const role = adminRoles.find((role) => role.code === code)
      expect(role?.id.slice(0, 8)).toBe(id)
    },
  )

  test('that can become Global Administrator are graded critical', () => {
    expect(adminRoles.filter(({ risk }) => risk === 'critical').map(({ name }) => name)).toEqual([
      'Privileged Authentication Administrator',
      'Privileged Role Administrator',
      'Global Administrator',
    ])
    expect(adminRoleById(globalAdministrator)?.name).toBe('Global Administrator')
  })

  test('are found by id in any case, and by nothing else', () => {
    expect(adminRoleById(globalAdministrator.toUpperCase())?.code).toBe('GL')
    for (const unknown of ['', 'GL', 'constructor', '62e90394-69f5-4237-9190-012177145e11'])
      expect(adminRoleById(unknown)).toBeUndefined()
  })

  test('are told from other codes', () => {
    expect(isAdminRoleCode('US')).toBe(true)
    for (const other of ['us', 'ZZ', '', 'toString']) expect(isAdminRoleCode(other)).toBe(false)
  })
})

describe('the templates', () => {
  test.each(templateRows)('%s names known roles, each once, for a time that may be asked', (_, template) => {
    expect(template.roles.every(isAdminRoleCode)).toBe(true)
    expect(new Set(template.roles).size).toBe(template.roles.length)
    expect(template.roles.length).toBeLessThanOrEqual(15)
    expect(daysOf(template.duration)).toBeLessThanOrEqual(730)
  })

  test('hold no critical role but break-glass, which is short and never extends', () => {
    expect(templateRows.filter(([, { roles }]) => roles.some(isCritical)).map(([name]) => name)).toEqual([
      'break-glass',
    ])
    expect(templates['break-glass']).toEqual({ roles: ['GL'], duration: 'P7D', autoExtend: 'PT0S' })
  })

  test('never extend by themselves unless somebody chose it', () => {
    expect(templateRows.filter(([, { autoExtend }]) => autoExtend !== 'PT0S')).toEqual([])
  })

  test('offer support only at first, and two to SalesAgents, neither with a critical role', () => {
    expect(defaultTemplate).toBe('support-only')
    expect(templates['support-only'].roles.map((code) => adminRoleByCode(code).name)).toEqual([
      'Service Support Administrator',
      'Directory Readers',
    ])
    expect([...salesAgentTemplates].sort()).toEqual(['licensing', 'support-only'])
  })
})
