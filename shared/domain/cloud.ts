/**
 * The clouds of the service. In a national cloud the request for admin privileges may not be skipped.
 * A caller's cloud is that of the issuer that verified him, never a claim.
 */
export const clouds = {
  public: { adminPrivileges: 'optional' },
  'us-government': { adminPrivileges: 'mandatory' },
  germany: { adminPrivileges: 'mandatory' },
} as const

export type Cloud = keyof typeof clouds
export const cloudIds = Object.keys(clouds) as [Cloud, ...Cloud[]]

export const adminPrivilegesMandatory = (cloud: Cloud): boolean => clouds[cloud].adminPrivileges === 'mandatory'
