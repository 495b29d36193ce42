/** Where a customer's name comes from: the partner typed it, or it is the verified domain. */
export const nameSources = ['partner', 'verified'] as const
export type NameSource = (typeof nameSources)[number]

export interface CustomerName {
  /** what the partner calls the customer */
  name: string
  nameSource: NameSource
  /** the company that the partner typed for an organisation that it has yet to confirm */
  typedName?: string
}

/** The name after an acceptance: what the partner typed, once that organisation is proven; otherwise what is verified. */
export function nameAtAcceptance(
  present: CustomerName | undefined,
  verified: string,
  typed: string | undefined,
  proven: boolean,
): CustomerName {
  const { name, nameSource } = present ?? {}
  if (name !== undefined && nameSource === 'partner') return { name, nameSource, typedName: undefined }
  const wanted = typed ?? present?.typedName
  if (!wanted || wanted === verified) return { name: verified, nameSource: 'verified', typedName: undefined }
  return proven
    ? { name: wanted, nameSource: 'partner', typedName: undefined }
    : { name: verified, nameSource: 'verified', typedName: wanted }
}

/** The name once the partner has confirmed the organisation: the one that it typed, unless it has renamed it since. */
export const nameOnceConfirmed = ({ name, nameSource, typedName }: CustomerName): CustomerName =>
  typedName === undefined
    ? { name, nameSource, typedName }
    : { name: typedName, nameSource: 'partner', typedName: undefined }
