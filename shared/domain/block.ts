import { type Addressee, addresseeOf, type KeyRing } from './link.ts'
import type { Member } from './people.ts'
import { isPublicMailDomain } from './public-mail-domains.ts'
import { domainOf } from './text.ts'

/** A partner of which this customer wants no invitations and no mail. */
export interface Block {
  partnerId: string
  partnerName: string
  blockedAt: string
  /** where its mail stops: keyed hashes of addresses, and verified domains as `@contoso.example` */
  silenced: string[]
}

/**
 * Where a block stops mail: at the address that was invited, and at the domain that the member's sign-in proves. A public
 * mail domain is not theirs, so their own address takes its place.
 */
export function silencedBy(ring: KeyRing, invited: string, member: Pick<Member, 'signInName'>): string[] {
  const domain = domainOf(member.signInName)
  const [address] = addresseeOf(ring, invited).hashes
  if (domain === '') return [address]
  const own = isPublicMailDomain(domain) ? addresseeOf(ring, member.signInName).hashes[0] : `@${domain}`
  return own === address ? [address] : [address, own]
}

/** All that a block may have stored for an address: a hash under any key of the ring, or its domain. */
export const silencersOf = ({ hashes, domain }: Addressee): string[] => [...hashes, `@${domain}`]
