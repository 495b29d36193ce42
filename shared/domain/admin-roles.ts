/**
 * Admin roles that a partner may ask for: Microsoft Entra built-in role template ids, as used with granular delegated
 * admin privileges (read in public documentation, 2026-08). `code` is what is stored: append only, never reuse one.
 * `risk` is our own grading; critical = can become Global Administrator.
 */
export const adminRoles = [
  { code: 'AP', id: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', name: 'Application Administrator', risk: 'high' },
  { code: 'AU', id: '0526716b-113d-4c15-b2c8-68e3c22b9f80', name: 'Authentication Policy Administrator', risk: 'high' },
  { code: 'BI', id: 'b0f54661-2d74-4c50-afa3-1ec803f12efe', name: 'Billing Administrator', risk: 'medium' },
  { code: 'CA', id: '892c5842-a9a6-463a-8041-72aa08ca3cf6', name: 'Cloud App Security Administrator', risk: 'medium' },
  { code: 'CD', id: '7698a772-787b-4ac8-901f-60d6b08affd2', name: 'Cloud Device Administrator', risk: 'medium' },
  { code: 'DN', id: '8329153b-31d0-4727-b945-745eb3bc5f31', name: 'Domain Name Administrator', risk: 'high' },
  { code: 'EX', id: '29232cdf-9323-42fd-ade2-1d097af3e4de', name: 'Exchange Administrator', risk: 'high' },
  { code: 'GR', id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', name: 'Global Reader', risk: 'low' },
  { code: 'IN', id: '3a2c62db-5318-420d-8d74-23affee5d9d5', name: 'Intune Administrator', risk: 'high' },
  {
    code: 'PA',
    id: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
    name: 'Privileged Authentication Administrator',
    risk: 'critical',
  },
  { code: 'PR', id: 'e8611ab8-c189-46e8-94e1-60213ab1f814', name: 'Privileged Role Administrator', risk: 'critical' },
  { code: 'SE', id: '194ae4cb-b126-40b2-bd5b-6091b380977d', name: 'Security Administrator', risk: 'high' },
  { code: 'SH', id: 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', name: 'SharePoint Administrator', risk: 'medium' },
  { code: 'TE', id: '69091246-20e8-4a56-aa4d-066075b2a7a8', name: 'Teams Administrator', risk: 'medium' },
  { code: 'US', id: 'fe930be7-5e62-47db-91af-98c3a49a38b1', name: 'User Administrator', risk: 'high' },
  { code: 'GL', id: '62e90394-69f5-4237-9190-012177145e10', name: 'Global Administrator', risk: 'critical' },
  { code: 'HE', id: '729827e3-9c14-49f7-bb1b-9608f156bbb8', name: 'Helpdesk Administrator', risk: 'high' },
  { code: 'SS', id: 'f023fd81-a637-4b56-95fd-791ac0226033', name: 'Service Support Administrator', risk: 'low' },
  { code: 'LI', id: '4d6ac14f-3453-41d0-bef9-a3e0c569773a', name: 'License Administrator', risk: 'medium' },
  { code: 'AT', id: 'c4e39bd9-1100-46d3-8c65-fb160da0071f', name: 'Authentication Administrator', risk: 'high' },
  { code: 'CL', id: '158c047a-c907-4556-b7ef-446551a6b5f7', name: 'Cloud Application Administrator', risk: 'high' },
  { code: 'GO', id: 'fdd7a751-b60b-444a-984c-02652fe8fa1c', name: 'Groups Administrator', risk: 'medium' },
  { code: 'PS', id: '966707d0-3269-4727-9be2-8c3a10f19b9d', name: 'Password Administrator', risk: 'high' },
  { code: 'DY', id: '44367163-eba1-44c3-98af-f5787879f96a', name: 'Dynamics 365 Administrator', risk: 'medium' },
  {
    code: 'DB',
    id: '963797fb-eb3b-4cde-8ce3-5878b3f32a3f',
    name: 'Dynamics 365 Business Central Administrator',
    risk: 'medium',
  },
  { code: 'CO', id: '17315797-102d-40b4-93e0-432062caca18', name: 'Compliance Administrator', risk: 'high' },
  { code: 'DR', id: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b', name: 'Directory Readers', risk: 'low' },
  { code: 'DW', id: '9360feb5-f418-4baa-8175-e2a00bac4301', name: 'Directory Writers', risk: 'high' },
  { code: 'SR', id: '5d6b6bb7-de71-4623-b4af-96380a352509', name: 'Security Reader', risk: 'low' },
  { code: 'SO', id: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f', name: 'Security Operator', risk: 'medium' },
  { code: 'CN', id: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', name: 'Conditional Access Administrator', risk: 'high' },
  { code: 'RR', id: '4a5d8f65-41da-4de4-8968-e035b65339cf', name: 'Reports Reader', risk: 'low' },
  { code: 'MC', id: '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b', name: 'Message Center Reader', risk: 'low' },
  { code: 'PP', id: '11648597-926c-4cf3-9c36-bcebb0ba8dcc', name: 'Power Platform Administrator', risk: 'medium' },
  { code: 'FA', id: 'a9ea8996-122f-4c74-9520-8edcd192826c', name: 'Fabric Administrator', risk: 'medium' },
  { code: 'AI', id: 'd2562ede-74db-457e-a7b6-544e236ebb61', name: 'AI Administrator', risk: 'medium' },
] as const satisfies readonly AdminRole[]

export type Risk = 'low' | 'medium' | 'high' | 'critical'

export interface AdminRole {
  code: string
  id: string
  name: string
  risk: Risk
}

export type AdminRoleCode = (typeof adminRoles)[number]['code']

export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
/** Customer Delegated Admin Relationship Administrator: decides at the customer, is not a role that a partner can hold. */
export const relationshipAdministrator = 'fc8ad4e2-40e4-4724-8317-bcda7503ecbf'

const byId = new Map<string, AdminRole & { code: AdminRoleCode }>(adminRoles.map((role) => [role.id, role]))
const byCode = new Map<string, AdminRole & { code: AdminRoleCode }>(adminRoles.map((role) => [role.code, role]))

export const adminRoleById = (id: string) => byId.get(id.toLowerCase())
export const adminRoleByCode = (code: AdminRoleCode): AdminRole => byCode.get(code) as AdminRole
export const isAdminRoleCode = (code: string): code is AdminRoleCode => byCode.has(code)

/** Ready-made sets of roles. Critical roles stand in none but break-glass. */
export const templates = {
  'support-only': { roles: ['SS', 'DR'], duration: 'P730D', autoExtend: 'PT0S' },
  licensing: { roles: ['LI', 'US', 'DR'], duration: 'P730D', autoExtend: 'PT0S' },
  'managed-service': {
    roles: ['AP', 'AU', 'BI', 'CA', 'CD', 'DN', 'EX', 'GR', 'IN', 'SE', 'SH', 'TE', 'US'],
    duration: 'P730D',
    autoExtend: 'PT0S',
  },
  'break-glass': { roles: ['GL'], duration: 'P7D', autoExtend: 'PT0S' },
} as const satisfies Record<string, { roles: readonly AdminRoleCode[]; duration: string; autoExtend: 'PT0S' | 'P180D' }>

export type TemplateName = keyof typeof templates
export const templateNames = Object.keys(templates) as [TemplateName, ...TemplateName[]]

export const defaultTemplate: TemplateName = 'support-only'

/** What a SalesAgent may ask for; everything else takes an AdminAgent. */
export const salesAgentTemplates: readonly TemplateName[] = ['support-only', 'licensing']
