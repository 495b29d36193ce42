import { type Member, provenNameOf } from '../domain/people.ts'
import type { CertainRefusal } from '../domain/refusals-of.ts'
import { countryName } from '../messages/formats.ts'
import { acceptWords } from '../messages/pages/pages.ts'
import type { Frame } from './layout.tsx'
import { BlockNote, type ShownBlock } from './partners-block.tsx'
import { Note } from './parts.tsx'

/** Why a member cannot accept whatever they choose; with a block, the one that `mayLift` may take back here. */
export interface Cannot {
  refusal: CertainRefusal
  block?: ShownBlock
  mayLift: boolean
}

/** What already refuses an acceptance, and what to do about it. */
export function CannotAccept({ frame, caller, cannot }: { frame: Frame; caller: Member; cannot: Cannot }) {
  const { locale } = frame
  const { cannot: words } = acceptWords(locale)
  const { refusal, block, mayLift } = cannot
  const { text, whatToDo } = words[refusal.code]
  const { name: partner, country } = refusal.partner
  return (
    <>
      <Note tone="bad" title={words.title}>
        <p>
          {text({
            partner,
            partnerCountry: countryName(locale, country),
            domain: provenNameOf(caller),
            country: caller.country ? countryName(locale, caller.country) : '',
          })}
        </p>
        <p>{whatToDo}</p>
      </Note>
      {block && <BlockNote frame={frame} block={block} mayLift={mayLift} />}
    </>
  )
}
