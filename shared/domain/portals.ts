import type { Section } from './actions.ts'
import type { Cloud } from './cloud.ts'

/**
 * The page of a cloud where a partner works for a customer, section by section; `{tenant}` stands for the customer's
 * tenant id. Vendors move their pages: configuration may name others.
 */
export const sectionPages = {
  public: {
    account: 'https://admin.microsoft.com/Partner/BeginClientSession.aspx?CTID={tenant}&CSDEST=o365admincenter',
    services: 'https://portal.azure.com/{tenant}',
    users: 'https://entra.microsoft.com/{tenant}#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade',
    licences: 'https://entra.microsoft.com/{tenant}#view/Microsoft_AAD_IAM/LicensesMenuBlade',
  },
  'us-government': {
    account: 'https://portal.office365.us/Partner/BeginClientSession.aspx?CTID={tenant}&CSDEST=o365admincenter',
    services: 'https://portal.azure.us/{tenant}',
    users: 'https://entra.microsoft.us/{tenant}#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade',
    licences: 'https://entra.microsoft.us/{tenant}#view/Microsoft_AAD_IAM/LicensesMenuBlade',
  },
  germany: {
    account: 'https://portal.office.de/Partner/BeginClientSession.aspx?CTID={tenant}&CSDEST=o365admincenter',
    services: 'https://portal.microsoftazure.de/{tenant}',
    users: 'https://portal.microsoftazure.de/{tenant}#view/Microsoft_AAD_IAM/UsersManagementMenuBlade',
    licences: 'https://portal.microsoftazure.de/{tenant}#view/Microsoft_AAD_IAM/LicensesMenuBlade',
  },
} as const satisfies Record<Cloud, Record<Section, string>>

/** The vendor's support by phone: by the customer's country, otherwise `default`. Configuration may name more. */
export const supportPhones: Record<Cloud, { default: string; [country: string]: string }> = {
  public: { default: '+1 800 865 9408' },
  'us-government': { default: '+1 800 865 9408' },
  germany: { default: '+1 800 865 9408' },
}

export const sectionUrl = (
  { cloud, customerId }: { cloud: Cloud; customerId: string },
  section: Section,
  configured: Partial<Record<Section, string>> = {},
): string => (configured[section] ?? sectionPages[cloud][section]).replaceAll('{tenant}', customerId)

export const supportPhoneOf = (
  { cloud, country }: { cloud: Cloud; country: string },
  configured: Record<string, string> = {},
): string => {
  const phones: Record<string, string> = { ...supportPhones[cloud], ...configured }
  return phones[country] ?? phones.default ?? supportPhones[cloud].default
}
