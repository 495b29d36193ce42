import { globalAdministrator, relationshipAdministrator } from '../../shared/domain/admin-roles.ts'
import type { Cloud } from '../../shared/domain/cloud.ts'
import type { AppRole } from '../../shared/domain/people.ts'

/** what an Entra ID token carries for everybody without a directory role */
const ordinaryUser = 'b79fbf4d-3ef9-4689-8143-76b194e85509'

interface Company {
  tenantId: string
  name: string
  country: string
  cloud: Cloud
  partner?: { type: 'direct' | 'indirect-provider' | 'indirect-reseller'; provider?: string }
}

export const companies = {
  fabrikam: {
    tenantId: 'fab00000-0000-4000-8000-000000000001',
    name: 'Fabrikam',
    country: 'TR',
    cloud: 'public',
    partner: { type: 'direct' },
  },
  litware: {
    tenantId: '117ea000-0000-4000-8000-000000000002',
    name: 'Litware',
    country: 'TR',
    cloud: 'public',
    partner: { type: 'indirect-provider' },
  },
  tailspin: {
    tenantId: '7a110000-0000-4000-8000-000000000003',
    name: 'Tailspin',
    country: 'TR',
    cloud: 'public',
    partner: { type: 'indirect-reseller', provider: 'litware' },
  },
  relecloud: {
    tenantId: '4e1ec000-0000-4000-8000-000000000008',
    name: 'Relecloud',
    country: 'TR',
    cloud: 'public',
    partner: { type: 'indirect-reseller', provider: 'litware' },
  },
  wingtip: {
    tenantId: '31960000-0000-4000-8000-000000000004',
    name: 'Wingtip',
    country: 'US',
    cloud: 'us-government',
    partner: { type: 'direct' },
  },
  contoso: { tenantId: 'c0500000-0000-4000-8000-000000000005', name: 'Contoso', country: 'AE', cloud: 'public' },
  adventure: {
    tenantId: 'ad7e0000-0000-4000-8000-000000000008',
    name: 'Adventure Works',
    country: 'AE',
    cloud: 'public',
  },
  northwind: { tenantId: '90270000-0000-4000-8000-000000000006', name: 'Northwind', country: 'DE', cloud: 'public' },
  proseware: {
    tenantId: '95000000-0000-4000-8000-000000000007',
    name: 'Proseware',
    country: 'US',
    cloud: 'us-government',
  },
} as const satisfies Record<string, Company>

export interface Person {
  company: keyof typeof companies
  userId: string
  name: string
  appRole?: AppRole
  directoryRole?: string
  /** held only once activated */
  eligibleRole?: string
  guest?: true
}

/** Who may sign in locally, by sign-in name. Nobody has a password. */
export const people: Record<string, Person> = {
  ada: {
    company: 'fabrikam',
    userId: 'ada00000-0000-4000-8000-000000000001',
    name: 'Ada Yılmaz',
    appRole: 'AdminAgent',
  },
  sam: {
    company: 'fabrikam',
    userId: '5a000000-0000-4000-8000-000000000002',
    name: 'Sam Demir',
    appRole: 'SalesAgent',
  },
  hal: {
    company: 'fabrikam',
    userId: '4a100000-0000-4000-8000-000000000003',
    name: 'Hal Kaya',
    appRole: 'HelpdeskAgent',
  },
  ivy: { company: 'litware', userId: '19000000-0000-4000-8000-000000000004', name: 'Ivy Şahin', appRole: 'AdminAgent' },
  tom: {
    company: 'tailspin',
    userId: '70000000-0000-4000-8000-000000000005',
    name: 'Tom Çelik',
    appRole: 'AdminAgent',
  },
  rex: {
    company: 'relecloud',
    userId: '4e000000-0000-4000-8000-000000000013',
    name: 'Rex Aksoy',
    appRole: 'AdminAgent',
  },
  uma: {
    company: 'wingtip',
    userId: '0a000000-0000-4000-8000-000000000006',
    name: 'Uma Parker',
    appRole: 'AdminAgent',
  },
  carla: {
    company: 'contoso',
    userId: 'ca11a000-0000-4000-8000-000000000007',
    name: 'Carla Haddad',
    directoryRole: globalAdministrator,
  },
  cem: { company: 'contoso', userId: 'ce000000-0000-4000-8000-000000000008', name: 'Cem Aydın' },
  ece: {
    company: 'contoso',
    userId: 'ece00000-0000-4000-8000-000000000012',
    name: 'Ece Arslan',
    eligibleRole: globalAdministrator,
  },
  defne: {
    company: 'contoso',
    userId: 'def0e000-0000-4000-8000-000000000014',
    name: 'Defne Koç',
    directoryRole: relationshipAdministrator,
  },
  gus: {
    company: 'contoso',
    userId: '90500000-0000-4000-8000-000000000009',
    name: 'Gus Ilves',
    directoryRole: globalAdministrator,
    guest: true,
  },
  ali: {
    company: 'adventure',
    userId: 'a1100000-0000-4000-8000-000000000013',
    name: 'Ali Rahman',
    directoryRole: globalAdministrator,
  },
  nora: {
    company: 'northwind',
    userId: '00a00000-0000-4000-8000-000000000010',
    name: 'Nora Weber',
    directoryRole: globalAdministrator,
  },
  pat: {
    company: 'proseware',
    userId: '9a700000-0000-4000-8000-000000000011',
    name: 'Pat Morgan',
    directoryRole: globalAdministrator,
  },
}

export const companyOf = (person: Person): Company => companies[person.company]
export const domainOf = (company: string) => `${company}.example`
/** Role and company in the words of the start's table. */
export const roleOf = (person: Person) =>
  person.appRole ?? `${directoryRoles[person.directoryRole ?? ''] ?? 'user'}${person.guest ? ' (guest)' : ''}`

const directoryRoles: Record<string, string> = {
  [globalAdministrator]: 'Global Administrator',
  [relationshipAdministrator]: 'Customer Delegated Admin Relationship Administrator',
}

/** What Microsoft Entra ID would say about the person in a version 2.0 token. */
export function claimsOf(name: string, person: Person) {
  const company = companyOf(person)
  return {
    ver: '2.0',
    tid: company.tenantId,
    oid: person.userId,
    name: person.name,
    preferred_username: `${name}@${domainOf(person.company)}`,
    tenant_ctry: company.country,
    acct: person.guest ? 1 : 0,
    wids: [person.directoryRole ?? ordinaryUser],
    ...(person.eligibleRole && { eligible_wids: [person.eligibleRole] }),
    ...(person.appRole && { roles: [person.appRole] }),
  }
}
