export const appRoles = ['AdminAgent', 'SalesAgent', 'HelpdeskAgent'] as const
export type AppRole = (typeof appRoles)[number]
