import { type Addressee, addresseeOf } from '../domain/link.ts'
import { type Ask, type Guard, hintOf } from '../domain/preflight.ts'
import { readEnvironment } from '../environment.ts'
import { keyRing } from '../secrets/key-ring.ts'
import { hintKeys, relationshipsAt } from '../store/customer-domains.ts'
import { decodeGuard } from '../store/invitations.ts'
import { guardKey, type Key, profileKey } from '../store/keys.ts'
import { type Item, readTogether } from '../store/read.ts'
import { decodePartner, readProvider } from '../store/relationships.ts'

const { REGIONS } = readEnvironment('REGIONS')

/**
 * What the rules for asking a customer are judged by, in one reading (a reseller's provider and customers
 * that are found by their domain take another). `further` names what else of the invitations'
 * table to read along; its items come back in that order.
 */
export async function askingFacts(partnerId: string, ask: Ask, further: (to: Addressee) => Key[]) {
  const to = addresseeOf(await keyRing(), ask.recipient.email)
  const { hashes } = to
  const hint = hintOf(ask)
  const { invitations, relationships } = await readTogether({
    invitations: [...hashes.map((hash) => guardKey(partnerId, hash)), ...further(to)],
    relationships: [profileKey(partnerId), ...hintKeys(partnerId, hint)],
  })
  const [profile, ...hinted] = relationships
  const partner = profile && decodePartner(profile)
  const guards: Guard[] = invitations.slice(0, hashes.length).filter(isThere).map(decodeGuard)
  return {
    hash: hashes[0],
    regions: REGIONS,
    guards,
    partner,
    provider: partner && (await readProvider(partner)),
    relationships: await relationshipsAt(partnerId, hint, hinted),
    further: invitations.slice(hashes.length),
  }
}

const isThere = (item: Item | undefined): item is Item => item !== undefined
