import type { Block } from '../domain/block.ts'
import { formatDateTime } from '../messages/formats.ts'
import { partnersWords } from '../messages/pages/pages.ts'
import { Form, type Frame } from './layout.tsx'
import { Note } from './parts.tsx'

export type ShownBlock = Pick<Block, 'partnerId' | 'partnerName' | 'blockedAt'>

/** The button that takes a block back. */
export function Unblock({ frame, block: { partnerId, partnerName } }: { frame: Frame; block: ShownBlock }) {
  const { blocks: words } = partnersWords(frame.locale)
  return (
    <Form frame={frame} action="/partners/blocks">
      <input type="hidden" name="partner" value={partnerId} />
      <button class="quiet" type="submit" aria-label={words.liftOf({ partner: partnerName })}>
        {words.lift}
      </button>
    </Form>
  )
}

/** Says that the organisation blocks a reseller and what that stops; offers to unblock it to those who may decide. */
export function BlockNote({ frame, block, mayLift }: { frame: Frame; block: ShownBlock; mayLift: boolean }) {
  const { blocks: words } = partnersWords(frame.locale)
  return (
    <Note tone="warn" title={words.blocked({ partner: block.partnerName })}>
      <p>{words.blockedSince({ date: formatDateTime(frame.locale, new Date(block.blockedAt)) })}</p>
      {mayLift && <Unblock frame={frame} block={block} />}
    </Note>
  )
}
